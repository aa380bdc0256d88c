using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Record;

namespace Sirekap.Site.Views;

/// <summary>A column of votes.</summary>
/// <param name="Slot">Its place in the sums of the contest.</param>
/// <param name="Number">As on the ballot.</param>
/// <param name="Name">Whom or what it stands for.</param>
public sealed record ChoiceView(int Slot, string Number, string Name);

/// <summary>A contest as it is voted on in one place.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Title">Its title.</param>
/// <param name="Kind">What its choices are.</param>
/// <param name="District">The electoral district that the place lies in, null where the place has several or none.</param>
/// <param name="Choices">The district's ballot in its order; for a wider place all columns, each meaning the same everywhere only where
/// they do (president, parties).</param>
public sealed record ContestView(string Code, Bilingual Title, ContestKind Kind, string? District, IReadOnlyList<ChoiceView> Choices)
{
    internal static ContestView Of(RecordAsOf asOf, ContestRecord record, RegionCode place)
    {
        var (contest, names) = (record.Contest, asOf.Names);
        if (!contest.TryFindDistrict(place, out var district))
        {
            var columns = contest.SlotChoices.Select(
                (choice, slot) => new ChoiceView(slot, choice.ToString(), names.ChoiceName(contest.Code, "", choice))
            );
            return new ContestView(contest.Code, names.ContestTitle(contest.Code), contest.Kind, null, [.. columns]);
        }

        var ballot = district.Choices.Select(
            (choice, i) =>
                new ChoiceView(contest.SlotOf(district, i), choice.ToString(), names.ChoiceName(contest.Code, district.Code, choice))
        );
        return new ContestView(
            contest.Code,
            names.ContestTitle(contest.Code),
            contest.Kind,
            names.DistrictName(contest.Code, district.Code),
            [.. ballot]
        );
    }
}
