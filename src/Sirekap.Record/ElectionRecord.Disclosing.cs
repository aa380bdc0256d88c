using Sirekap.Elections;
using Sirekap.Elections.Statements;

namespace Sirekap.Record;

/// <remarks>What is opened beside the results.</remarks>
public sealed partial class ElectionRecord
{
    /// <summary>Contracts, places, releases and the rest that bodies disclose, in the order of the ledger.</summary>
    public Disclosures Disclosures { get; } = new();

    private Rejection? ApplyDisclose(Disclose disclose, Digest identity, Key signer)
    {
        var rejection = Authority.ToDisclose(signer, disclose.Scope) ?? Disclosures.Add(Count, identity, signer.Name, disclose);
        if (rejection is null)
        {
            // Words and document belong to the publication until a quorum withholds them; replay needs neither.
            _mentioned.Add(disclose.About.Sha256);
            if (disclose.Document is { } document)
            {
                _mentioned.Add(document.Sha256);
            }
        }

        return rejection;
    }
}
