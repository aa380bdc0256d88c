using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

/// <summary>How a reader answers for a form as a whole.</summary>
public enum ReadingOutcome : byte
{
    /// <summary>Every figure was read, and the chance that one of them is wrong is below the reader's threshold.</summary>
    Clear,

    /// <summary>The reader is not sure enough of some figure.</summary>
    Unclear,

    /// <summary>What was read surely contradicts the form's own arithmetic.</summary>
    Contradictory,
}

/// <summary>
/// What a program read on a form's photos. Evidence and nothing else: it counts in no sum, changes no class and takes the place of no
/// officer's word. A network's answer cannot be computed again by whoever replays the ledger, so it stands as what somebody's key said it
/// was.
/// </summary>
/// <param name="Contest">The contest.</param>
/// <param name="Station">The station that the photos were brought for.</param>
/// <param name="Photos">The photos read, by hash, in the order of their pages.</param>
/// <param name="Layout">The form's layout, e.g. <c>c-hasil-ppwp-2024</c>.</param>
/// <param name="Model">SHA-256 of the network's file.</param>
/// <param name="Outcome">For the form as a whole.</param>
/// <param name="Fields">What was read; missing where it was not.</param>
/// <param name="Probabilities">
/// How sure the reader is of each figure read, in millionths up to 999,999, for no reading is certain; missing exactly where the figure is.
/// </param>
/// <param name="Evidence">Blob: the whole reading as JSON, digit by digit with places and alternatives.</param>
public sealed record PhotoReading(
    string Contest,
    RegionCode Station,
    IReadOnlyList<Digest> Photos,
    string Layout,
    Digest Model,
    ReadingOutcome Outcome,
    FormFields Fields,
    FormFields Probabilities,
    BlobReference Evidence
) : Statement
{
    public override IReadOnlyList<NamedBlob> Blobs =>
        [
            NamedBlob.Of(Evidence, BlobUse.Published, "evidence of the reading"),
            .. Photos.Select(photo => new NamedBlob(photo, null, BlobUse.Attached, "photo")),
        ];

    /// <summary>A probability in millionths, as a statement writes it: rounded down, so that none is said to be surer than it is.</summary>
    public static int Millionths(double probability) => (int)Math.Clamp(Math.Floor(probability * 1_000_000), 0, Forms.Fields.Largest);

    /// <summary>Whether every figure has a probability and nothing else has.</summary>
    public static bool HaveOneShape(FormFields fields, FormFields probabilities)
    {
        return fields.Votes.Length == probabilities.Votes.Length
            && Same(fields.Votes, probabilities.Votes)
            && Same(fields.Counts, probabilities.Counts)
            && fields.PartyTotals.Length == probabilities.PartyTotals.Length
            && Same(fields.PartyTotals, probabilities.PartyTotals);

        static bool Same(ReadOnlySpan<int> figures, ReadOnlySpan<int> beside)
        {
            for (var i = 0; i < figures.Length; i++)
            {
                if ((figures[i] == FormFields.Missing) != (beside[i] == FormFields.Missing))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
