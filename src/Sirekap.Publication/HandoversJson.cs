using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Record;

namespace Sirekap.Publication;

/// <summary>
/// To whom a station gave copies of its form, and to whom not, as its document has it: last of all, and left out where it says nothing.
/// </summary>
internal static class HandoversJson
{
    public static void Write(CanonicalWriter w, ElectionRecord record, ContestRecord contest, RegionCode station, long size)
    {
        if (Handovers.NotGiven(record, contest, station, size) is not { } missing)
        {
            return;
        }

        var first = true;
        foreach (var (index, key, salinan) in record.Handovers.Of(contest.Contest.Code, station).TakeWhile(its => its.Index < size))
        {
            ResultDocument.Stamp(w.Raw(first ? ",\"salinan\":[{"u8 : ",{"u8), record, index, key);
            w.Raw(",\"on\":"u8).Number(record.Ids.IndexOf(salinan.On)).Raw(",\"given\":"u8).Recipients(salinan.Given).Raw("}"u8);
            first = false;
        }

        w.Raw("]"u8);
        if (!missing.IsEmpty)
        {
            w.Raw(",\"notGiven\":"u8).Recipients(missing);
        }
    }
}
