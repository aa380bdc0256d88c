using Sirekap.Elections.Statements;
using Sirekap.Site.Views;

namespace Sirekap.Site.Api.Answers;

/// <summary>Somebody to whom a copy of a form is due, and who may sign its paper.</summary>
/// <param name="Watcher">Their watcher's place in the definition, from 0; null for the village's committee (PPS).</param>
/// <param name="Contestant">The contestant's number on the ballot; null for supervisors and the committee.</param>
public sealed record RecipientJson(int? Watcher, int? Contestant)
{
    internal static RecipientJson Of(Recipient view) => new(view.Place, view.Number);

    internal static IReadOnlyList<RecipientJson> Of(IReadOnlyList<Recipient> views) => [.. views.Select(Of)];
}

/// <summary>Who signed a form's paper in ink, by the polling staff's word.</summary>
/// <param name="Entry">Index of the form that says so.</param>
/// <param name="Signed">Who did.</param>
/// <param name="Refused">Who was there and did not.</param>
/// <param name="Absent">Who was not there.</param>
public sealed record PaperJson(
    long Entry,
    IReadOnlyList<RecipientJson> Signed,
    IReadOnlyList<RecipientJson> Refused,
    IReadOnlyList<RecipientJson> Absent
)
{
    internal static PaperJson? Of(HandView view) =>
        view.Form is { } form ? new PaperJson(form, Those(view, Ink.Signed), Those(view, Ink.Refused), Those(view, Ink.Absent)) : null;

    private static IReadOnlyList<RecipientJson> Those(HandView view, Ink ink) =>
        [.. view.Rows.Where(row => row.Ink == ink).Select(row => RecipientJson.Of(row.Who))];
}

/// <summary>Copies (SALINAN) were handed over.</summary>
/// <param name="Signer">By whose word, and when.</param>
/// <param name="On">Index of the form that was copied.</param>
/// <param name="Given">To whom.</param>
public sealed record HandoverJson(SignerJson Signer, long On, IReadOnlyList<RecipientJson> Given);

/// <summary>To whom a station gave copies (SALINAN) of its form (UU 7/2017 Art. 506).</summary>
/// <param name="Handovers">Oldest first.</param>
/// <param name="NotGiven">To whom one was due and given none.</param>
public sealed record SalinanJson(IReadOnlyList<HandoverJson> Handovers, IReadOnlyList<RecipientJson> NotGiven)
{
    internal static SalinanJson? Of(HandView view) =>
        view.NotGiven is { } missing
            ? new SalinanJson(
                [
                    .. view.Handovers.Select(handover => new HandoverJson(
                        SignerJson.Of(handover.Signer),
                        handover.On,
                        RecipientJson.Of(handover.Given)
                    )),
                ],
                RecipientJson.Of(missing)
            )
            : null;
}

/// <summary>Who signed the paper, as one form says it: places of the definition's watchers, from 0.</summary>
/// <param name="Signed">Who did.</param>
/// <param name="Refused">Who was there and did not.</param>
public sealed record SignaturesJson(IReadOnlyList<int> Signed, IReadOnlyList<int> Refused)
{
    internal static SignaturesJson? Of(PaperSignatures? paper) => paper is null ? null : new SignaturesJson(paper.Signed, paper.Refused);
}

/// <summary>At how many stations of a region copies (SALINAN) were handed over.</summary>
/// <param name="Place">The region.</param>
/// <param name="Stations">Stations in it that vote on the contest.</param>
/// <param name="Received">Stations whose form has come.</param>
/// <param name="Saying">Stations that say to whom they gave copies.</param>
/// <param name="Whole">Of these, stations that gave one to all to whom one is due.</param>
/// <param name="WithoutSupervisor">Of these, stations where a supervisor was given none.</param>
/// <param name="WithoutWitness">Of these, stations where a witness was given none.</param>
/// <param name="WithoutVillage">Of these, stations where the village's committee (PPS) was given none.</param>
public sealed record SalinanCountJson(
    PlaceJson Place,
    int Stations,
    int Received,
    int Saying,
    int Whole,
    int WithoutSupervisor,
    int WithoutWitness,
    int WithoutVillage
)
{
    internal static SalinanCountJson Of(SalinanCounts its) =>
        new(
            PlaceJson.Of(its.Place),
            its.Stations,
            its.Received,
            its.Saying,
            its.Whole,
            its.WithoutSupervisor,
            its.WithoutWitness,
            its.WithoutVillage
        );
}

/// <summary>Copies (SALINAN) that were handed over in a region and in those one tier below, in one contest.</summary>
/// <param name="Moment">Of when.</param>
/// <param name="Contest">The contest and its choices in the region.</param>
/// <param name="Here">The region.</param>
/// <param name="Regions">Those below; none for a village.</param>
public sealed record SalinanCountsJson(
    MomentJson Moment,
    ContestJson Contest,
    SalinanCountJson Here,
    IReadOnlyList<SalinanCountJson> Regions
)
{
    internal static SalinanCountsJson Of(SalinanPage page) =>
        new(
            MomentJson.Of(page.Moment),
            ContestJson.Of(page.Contest),
            SalinanCountJson.Of(page.Here),
            [.. page.Regions.Select(SalinanCountJson.Of)]
        );
}
