using Sirekap.Elections;
using Sirekap.Paper.Layouts;
using Sirekap.Reading.Decoding;

namespace Sirekap.Reading;

/// <summary>From pages seen to a form read: which form it is, whether its pages belong together, and what its numbers are.</summary>
internal static class FormAssembly
{
    public static FormReading Assemble(IReadOnlyList<SeenPage> seen, string? contest, Digest model, List<ReadingProblem> problems)
    {
        if (FormOf(seen, contest) is not { } form)
        {
            problems.AddRange(seen.Select(page => new ReadingProblem(ReadingProblems.OtherForm, page.Layout.Number, page.Reading.Photo)));
            return new FormReading(Layout: null, Contest: null, model, FormOutcome.Unclear, ErrorBound: 1, [], [], [], problems);
        }

        var pages = OfOneForm(seen, form, problems);
        form = OnBallot(form, pages);
        problems.AddRange(
            form.Pages.Where(page => pages.All(other => other.Layout.Number != page.Number))
                .Select(page => new ReadingProblem(ReadingProblems.PageMissing, page.Number))
        );
        Seals(
            [
                .. seen.Where(page => page.Form.Name == form.Name)
                    .DistinctBy(page => (page.Layout.Number, page.Reading.Photo, page.Seal?.Station)),
            ],
            problems
        );
        problems.AddRange(
            pages
                .Where(page => page.Numbers.Any(number => number.Outside))
                .Select(page => new ReadingProblem(ReadingProblems.BoxesOutside, page.Layout.Number, page.Reading.Photo))
        );
        return Decode(form, pages, model, problems);
    }

    /// <summary>The form that most of the pages are of; the first of them on a tie.</summary>
    private static FormLayout? FormOf(IReadOnlyList<SeenPage> seen, string? contest) =>
        seen.Where(page => contest is null || page.Form.Contest == contest).GroupBy(page => page.Form).MaxBy(pages => pages.Count())?.Key;

    private static List<SeenPage> OfOneForm(IReadOnlyList<SeenPage> seen, FormLayout form, List<ReadingProblem> problems)
    {
        var pages = new SortedDictionary<int, SeenPage>();
        foreach (var page in seen)
        {
            if (page.Form != form)
            {
                problems.Add(new ReadingProblem(ReadingProblems.OtherForm, page.Layout.Number, page.Reading.Photo));
            }
            else if (!pages.TryGetValue(page.Layout.Number, out var other))
            {
                pages.Add(page.Layout.Number, page);
            }
            else if (!IsSame(other.Reading, page.Reading))
            {
                // Which of the two is this form's is not known, so neither is read.
                problems.Add(new ReadingProblem(ReadingProblems.PageTwice, page.Layout.Number, page.Reading.Photo));
                pages[page.Layout.Number] = other with { Numbers = [.. other.Numbers.Select(PageEvidence.Forgotten)] };
            }
        }

        return [.. pages.Values];
    }

    /// <summary>One file may be given twice; two sheets in one photo lie in different places.</summary>
    private static bool IsSame(PageReading one, PageReading other) => one.Photo == other.Photo && one.Corners.SequenceEqual(other.Corners);

    /// <summary>
    /// With one page a party, the form has the pages of the parties on its station's ballot: those of its seal, else those that were
    /// photographed.
    /// </summary>
    private static FormLayout OnBallot(FormLayout form, List<SeenPage> pages)
    {
        if (form.Pages.All(page => PartyPages.PartyOf(page) is null))
        {
            return form;
        }

        var photographed = pages.Select(page => PartyPages.PartyOf(page.Layout)).OfType<int>();
        if (pages.FirstOrDefault(page => page.Seal is not null)?.Seal is { } seal)
        {
            return PartyPages.Of(form, seal.Parties.Concat(photographed).ToHashSet());
        }

        // Whether a party's page is missing is not known, so nothing can be said of the sum over all of them.
        var seen = PartyPages.Of(form, photographed.ToHashSet());
        return seen with { Sums = [.. seen.Sums.Where(sum => sum.Parts.Select(PartyPages.PartyOf).OfType<int>().Distinct().Count() < 2)] };
    }

    /// <summary>Of all pages that were seen, those that are not read among them.</summary>
    private static void Seals(List<SeenPage> pages, List<ReadingProblem> problems)
    {
        problems.AddRange(
            pages
                .Where(page => page.Reading.Seal == SealState.Invalid)
                .Select(page => new ReadingProblem(ReadingProblems.SealInvalid, page.Layout.Number, page.Reading.Photo))
        );
        var sealedPages = pages.Where(page => page.Seal is not null).ToList();
        if (sealedPages.Count == 0 && pages.Exists(page => page.Layout.Qr is not null))
        {
            problems.Add(new ReadingProblem(ReadingProblems.SealMissing));
        }

        var first = sealedPages.FirstOrDefault()?.Seal;
        problems.AddRange(
            sealedPages
                .Where(page => page.Seal!.Station != first!.Station || page.Seal.Election != first.Election)
                .Select(page => new ReadingProblem(ReadingProblems.TwoStations, page.Layout.Number, page.Reading.Photo))
        );
    }

    private static FormReading Decode(FormLayout form, List<SeenPage> pages, Digest model, List<ReadingProblem> problems)
    {
        var seen = pages.SelectMany(page => page.Numbers.Select(number => (page.Layout.Number, Seen: number))).ToList();
        var decoded = JointDecoder.Decode([.. seen.Select(number => number.Seen.Evidence)], form.Sums);
        var outcome = decoded.Outcome == FormOutcome.Clear && problems.Count > 0 ? FormOutcome.Unclear : decoded.Outcome;
        return new FormReading(
            form.Name,
            form.Contest,
            model,
            outcome,
            decoded.ErrorBound,
            [.. pages.Select(page => page.Reading)],
            [.. seen.Select((number, i) => NumberReading.Of(number.Seen.Evidence, decoded.Numbers[i], number.Number, number.Seen.Quads))],
            [.. decoded.Sums.Select(SumReading.Of)],
            problems
        );
    }
}
