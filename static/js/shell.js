// The one script of the shell. Pages import these modules by the same addresses and share them:
//   import { keys } from "./keys.js";  import { toast } from "./toast.js";
import "./theme.js";
import "./toast.js";
import "./dialog.js";
import "./keys.js";
import "./palette.js";
import "./ago.js";
import "./tabs.js";
import "./stream.js";
import "./bell.js";
import "./live-batches.js";
