from django.db import migrations

# What the two columns said is in the gates: an asset's finish has passed all of them, or the row is not let in.
SIGNED = """
CREATE FUNCTION dam_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM review_gate WHERE finish_id = NEW.finish_id AND state = 'signed')
        OR EXISTS (
            SELECT 1 FROM review_gate gate WHERE gate.finish_id = NEW.finish_id AND gate.state <> 'void' AND (
                gate.state <> 'signed'
                OR gate.needed > (SELECT count(*) FROM review_signoff s WHERE s.gate_id = gate.id)
            )
        )
    THEN
        RAISE EXCEPTION 'finish % is not signed at every gate: it makes no asset', NEW.finish_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER signed BEFORE INSERT OR UPDATE OF finish_id ON dam_asset
FOR EACH ROW EXECUTE FUNCTION dam_signed();
"""
UNSIGNED = "DROP TRIGGER signed ON dam_asset; DROP FUNCTION dam_signed();"


class Migration(migrations.Migration):
    dependencies = [("dam", "0003_asked_nightly"), ("review", "0014_gates")]

    operations = [
        migrations.RemoveConstraint(model_name="asset", name="two_different_signatures"),
        migrations.RemoveField(model_name="asset", name="brand_sign_off"),
        migrations.RemoveField(model_name="asset", name="legal_sign_off"),
        migrations.RunSQL(SIGNED, UNSIGNED),
    ]
