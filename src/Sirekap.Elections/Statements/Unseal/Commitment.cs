using System.Text;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

/// <summary>What a seal commits to, as bytes whose SHA-256 it gives; docs/ledger-format.md has them line by line.</summary>
public static class Commitment
{
    /// <summary>
    /// Everything that the figures are about stands in it, so that they can be opened nowhere else; and the sealing key, so that nobody can
    /// seal with a copy of another's commitment, wait for the figures, and say them after.
    /// </summary>
    /// <param name="head">The election.</param>
    /// <param name="contest">The contest.</param>
    /// <param name="station">The station.</param>
    /// <param name="on">What was read, by its statement's identity.</param>
    /// <param name="by">The key that signs the seal.</param>
    /// <param name="salt">Chance.</param>
    /// <param name="fields">The figures.</param>
    public static byte[] Text(StatementHead head, string contest, RegionCode station, Digest on, KeyName by, Salt salt, FormFields fields)
    {
        var w = new CanonicalWriter();
        w.Raw(Encoding.ASCII.GetBytes($"sirekap-seal/v1\n{head.Ledger}\n{head.Election}\n{contest} {station}\n{on}\n{by}\n{salt}\n{{"));
        FieldsCodec.WriteFirst(w, fields);
        return w.Raw("}\n"u8).Written.ToArray();
    }
}
