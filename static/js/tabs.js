// Tabs that do not fit scroll sideways; the current one is brought into view, so that one sees where one is.
for (const tab of document.querySelectorAll(".tabs > :is([aria-current], [aria-selected=true])")) {
  const tabs = tab.parentElement;
  if (tabs.scrollWidth > tabs.clientWidth) tabs.scrollLeft += tab.getBoundingClientRect().left - tabs.getBoundingClientRect().left - (tabs.clientWidth - tab.offsetWidth) / 2;
}
