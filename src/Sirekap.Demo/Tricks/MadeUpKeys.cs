using System.Security.Cryptography;
using System.Text;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;

namespace Sirekap.Demo.Tricks;

/// <summary>
/// Keys that the operator makes up in officers' places, one an officer, and enrolments of them in the names of those who enrolled the
/// officers.
/// </summary>
internal sealed class MadeUpKeys(HonestState honest) : IDisposable
{
    private readonly SortedDictionary<int, EcdsaSigner> _keys = [];

    /// <summary>The entry, signed by the key made up for an officer's (by its ordinal).</summary>
    public byte[] Sign(Statement statement, int officer)
    {
        if (!_keys.TryGetValue(officer, out var key))
        {
            var scalar = SHA256.HashData(Encoding.ASCII.GetBytes($"made up for {honest.Record.Keys[officer].Name}"));
            // The group's order begins with ffffffff 00000000.
            scalar[0] &= 0x7F;
            _keys[officer] = key = EcdsaSigner.FromScalar(scalar);
        }

        return Signing.Entry(honest.Record.Head, statement, key);
    }

    /// <summary>
    /// Puts an enrolment of each key right behind the officer's own, where the key that should have signed it surely stood.
    /// </summary>
    public void EnrolIn(LedgerCopy copy)
    {
        foreach (var (officer, key) in _keys)
        {
            var officers = honest.Record.Keys[officer];
            var enrolment = new Enrol(officers.Role, officers.Scope, key.Verifier.PublicKey.ToArray(), officers.Holder);
            byte[] text = [.. honest.Record.Codec.Write(enrolment), (byte)'\n'];
            var committee = honest.EntryAt(officers.Enrolled).Note.Signatures[0];
            copy.InsertAfter(
                officers.Enrolled,
                Note.Encode(text, [new NoteSignature(committee.KeyName, committee.KeyId, key.Sign(text).Signature)])
            );
        }
    }

    public void Dispose()
    {
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }
    }
}
