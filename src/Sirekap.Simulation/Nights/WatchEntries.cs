using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Hashing;
using Sirekap.Ledger.Notes;
using Sirekap.Record;

namespace Sirekap.Simulation.Nights;

/// <summary>What somebody says with words beside it, where there are any, and by whose key.</summary>
internal readonly record struct Worded(byte[] Entry, byte[]? Words, SignerKey By);

/// <summary>
/// What those who watch say and sign, and what committees answer them; with words, where there are any. Any thread may ask.
/// </summary>
internal sealed class WatchEntries(NightEntries others, SimulatedKeys keys)
{
    /// <summary>Somebody is enrolled by whoever has the wider region.</summary>
    public byte[] Enrol(WatchingPerson person) =>
        others.Sign(
            new Enrol(person.Role, person.Scope, keys.Of(person).Verifier.PublicKey.ToArray(), keys.Holder(person)),
            keys.Of(person.Enroller!.Value)
        );

    /// <summary>A signature beside the form, or a refusal.</summary>
    public Worded Attest(StationNight night, WatchedSignature signature)
    {
        var words = signature.HasWords ? Words(night, $"{signature.By}", WatchWords.Of(signature.Refusal!.Value)) : null;
        var attest = new Attest(
            NameOf(signature.By),
            night.Contest.Contest.Code,
            night.Station,
            others.IdentityOf(others.FirstForm(night)),
            signature.Refusal is null ? AttestStance.Signed : AttestStance.Refused,
            signature.Refusal,
            Reference(words)
        );
        return Said(attest, words, keys.Of(signature.By));
    }

    public Worded Object(StationNight night, WatchedObjection objection)
    {
        var (statement, words) = Objection(night, objection);
        return Said(statement, words, keys.Of(objection.By));
    }

    public Worded Answer(StationNight night, WatchedObjection objection, WatchedAnswer answer)
    {
        var words = answer.HasWords ? Words(night, $"{answer.By}", WatchWords.Of(answer.Reason)) : null;
        var to = others.IdentityOf(Objection(night, objection).Statement);
        return Said(new Answer(to, answer.Outcome, answer.Reason, Reference(words)), words, keys.Committee(answer.By));
    }

    private Worded Said(Statement statement, byte[]? words, SignerKey by) => new(others.Sign(statement, by), words, by);

    private (Objection Statement, byte[]? Words) Objection(StationNight night, WatchedObjection objection)
    {
        var words = objection.HasWords ? Words(night, $"{objection.By}/objection", WatchWords.Of(objection.Ground)) : null;
        var statement = new Objection(
            NameOf(objection.By),
            night.Contest.Contest.Code,
            night.Station,
            objection.IsBeforeForm ? null : others.IdentityOf(others.FirstForm(night)),
            objection.Ground,
            objection.Fields,
            [],
            Reference(words)
        );
        return (statement, words);
    }

    private KeyName NameOf(WatchingPerson person) => Keys.NameOf(keys.Of(person).Verifier.PublicKey.Span);

    private byte[] Words(StationNight night, string of, string words) =>
        SaltedWords.Encode(words, keys.Salt($"{night.Station}/{night.Contest.Number}/{of}"));

    private static BlobReference? Reference(byte[]? words) =>
        words is null ? null : new BlobReference(new Digest(Sha256.Hash(words)), words.Length);
}
