using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Record;

namespace Sirekap.Site.Views;

/// <summary>Under which key something was said, and when. Whose hand holds the key is private.</summary>
/// <param name="Index">The entry.</param>
/// <param name="Time">The ledger's time of it.</param>
/// <param name="Key">The key.</param>
/// <param name="Role">What the key may do.</param>
/// <param name="Scope">Where.</param>
/// <param name="Revoked">Index of the entry by which the key has ended since, or -1.</param>
public sealed record Signer(int Index, Timestamp? Time, KeyName Key, Role Role, NamedRegion Scope, int Revoked)
{
    internal static Signer Of(RecordAsOf asOf, int index, int ordinal)
    {
        Key key = asOf.Record.Keys[ordinal];
        var revoked = key.Revoked < asOf.Size ? key.Revoked : -1;
        return new Signer(index, asOf.Record.Times.At(index), key.Name, key.Role, asOf.Place(key.Scope), revoked);
    }
}
