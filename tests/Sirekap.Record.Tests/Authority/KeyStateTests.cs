using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;

namespace Sirekap.Record.Tests.Authority;

/// <summary>The table of docs/authority.md on the state of the signer's key.</summary>
public class KeyStateTests
{
    private const string Station = "3171010001001";

    [Fact]
    public void Every_state_of_the_signing_key_has_the_outcome_that_the_table_says()
    {
        var rows = AuthorityPage.Table("| the key that signs | an act that is allowed it |").Skip(1).ToList();
        rows.Select(row => row[0])
            .ShouldBe([
                "enrolled",
                "never enrolled",
                "revoked before",
                "enrolled by a key that was revoked since",
                "enrolled, and the signature is another key's",
                "revoked before, and the statement stands already",
            ]);
        foreach (var row in rows)
        {
            AuthorityPage.Outcome(Try(row[0])).ShouldBe(row[1], row[0]);
        }
    }

    private static Rejection? Try(string state)
    {
        using var ledger = new MadeLedger();
        var form = ledger.Form(Station, MadeElection.Sound(1, 2, 3));
        var officer = ledger.Officer(Station);
        switch (state)
        {
            case "never enrolled":
                return ledger.Say(form, ledger.Key("a stranger"));
            case "revoked before":
                ledger.Said(new Revoke(MadeLedger.NameOf(officer), RevocationReason.Lost), ledger.Officer("317101"));
                return ledger.Say(form, officer);
            case "enrolled by a key that was revoked since":
                ledger.Said(new Revoke(MadeLedger.NameOf(ledger.Officer("317101")), RevocationReason.Ended), ledger.Officer("3171"));
                return ledger.Say(form, officer);
            case "enrolled, and the signature is another key's":
                byte[] text = [.. StatementCodec.Write(ledger.Head, form), (byte)'\n'];
                var other = ledger.Officer("3171010001002").Sign(text);
                return ledger.Say(Note.Encode(text, [new NoteSignature(officer.Verifier.Name, officer.Verifier.KeyId, other.Signature)]));
            case "revoked before, and the statement stands already":
                ledger.Said(form, officer);
                ledger.Said(new Revoke(MadeLedger.NameOf(officer), RevocationReason.Lost), ledger.Officer("317101"));
                return ledger.Say(form, officer);
            default:
                return ledger.Say(form, officer);
        }
    }
}
