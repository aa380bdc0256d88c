using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

/// <summary>Writes each kind of statement.</summary>
internal static class StatementWriter
{
    public static byte[] Write(StatementHead head, Statement statement)
    {
        var w = new CanonicalWriter();
        w.Raw(StatementCodec.Prefix(head));
        switch (statement)
        {
            case Definition s:
                w.Raw("definition\",\"type\":"u8).String(Words.Kinds.Of(s.Kind)).Raw(",\"log\":"u8).Base64(s.Log).Raw(",\"roots\":["u8);
                for (var i = 0; i < s.Roots.Count; i++)
                {
                    w.Raw(i == 0 ? ""u8 : ","u8).Base64(s.Roots[i]);
                }

                w.Raw("],\"quorum\":"u8).Number(s.Quorum);
                WriteBlob(w.Raw(",\"contests\":"u8), s.Contests);
                WriteBlob(w.Raw(",\"regions\":"u8), s.Regions);
                WriteBlob(w.Raw(",\"names\":"u8), s.Names);
                break;
            case Time s:
                w.Raw("time\",\"time\":"u8).String(s.At.ToString());
                break;
            case Enrol s:
                w.Raw("enrol\",\"role\":"u8)
                    .String(Words.Roles.Of(s.Role))
                    .Raw(",\"scope\":"u8)
                    .String(s.Scope.ToString())
                    .Raw(",\"key\":"u8)
                    .Base64(s.Key);
                break;
            case Revoke s:
                w.Raw("revoke\",\"key\":"u8).String(s.Key.ToString()).Raw(",\"reason\":"u8).String(Words.RevocationReasons.Of(s.Reason));
                break;
            case Form s:
                WritePlace(w.Raw("form\""u8), s.Contest, s.Station).Raw(",\"taken\":"u8).String(s.Taken.ToString());
                FieldsCodec.Write(w, s.Fields);
                WriteList(w, ",\"photos\":["u8, s.Photos);
                break;
            case Review s:
                WritePlace(w.Raw("review\""u8), s.Contest, s.Station).Raw(",\"on\":"u8).String(s.On.ToString());
                w.Raw(",\"act\":"u8).String(Words.ReviewActs.Of(s.Act)).Raw(",\"reason\":"u8).String(Words.ReviewReasons.Of(s.Reason));
                WriteList(w, ",\"checks\":["u8, s.Checks);
                if (s.Fields is not null)
                {
                    FieldsCodec.Write(w, s.Fields);
                }

                if (s.Text is not null)
                {
                    WriteBlob(w.Raw(",\"text\":"u8), s.Text);
                }

                break;
            case Snapshot s:
                w.Raw("snapshot\",\"contest\":"u8).String(s.Contest).Raw(",\"taken\":"u8).String(s.Taken.ToString());
                WriteBlob(w.Raw(",\"source\":"u8), s.Source);
                WriteBlob(w.Raw(",\"stations\":"u8), s.Stations);
                break;
            case Withdraw s:
                WritePlace(w.Raw("withdraw\""u8), s.Contest, s.Station).Raw(",\"taken\":"u8).String(s.Taken.ToString());
                break;
            case Withhold s:
                w.Raw("withhold\",\"blob\":"u8).String(s.Blob.ToString()).Raw(",\"ground\":"u8).String(Words.WithholdGrounds.Of(s.Ground));
                w.Raw(",\"by\":"u8).String(Words.WithholdAuthorities.Of(s.By));
                break;
            case Totals s:
                w.Raw("totals\",\"contest\":"u8)
                    .String(s.Contest)
                    .Raw(",\"region\":"u8)
                    .String(s.Region.ToString())
                    .Raw(",\"stations\":"u8)
                    .Number(s.Stations);
                w.Raw(",\"votes\":["u8);
                for (var i = 0; i < s.Votes.Count; i++)
                {
                    w.Raw(i == 0 ? ""u8 : ","u8).Number(s.Votes[i]);
                }

                w.Raw("],\"valid\":"u8).Number(s.Valid).Raw(",\"invalid\":"u8).Number(s.Invalid);
                break;
            case Disclose s:
                WriteDisclosure(w, s);
                break;
            case PhotoReading s:
                WriteReading(w, s);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(statement));
        }

        return w.Raw("}"u8).Written.ToArray();
    }

    private static void WriteDisclosure(CanonicalWriter w, Disclose s)
    {
        w.Raw("disclosure\",\"scope\":"u8).Region(s.Scope).Raw(",\"category\":"u8).String(Words.DisclosureCategories.Of(s.Category));
        if (s.Document is not null)
        {
            WriteBlob(w.Raw(",\"document\":"u8), s.Document);
        }

        WriteBlob(w.Raw(",\"about\":"u8), s.About);
        for (var i = 0; i < s.Withheld.Count; i++)
        {
            w.Raw(i == 0 ? ",\"withheld\":["u8 : ","u8).Raw("{\"ground\":"u8).String(Words.ExemptionGrounds.Of(s.Withheld[i].Ground));
            w.Raw(",\"until\":"u8).Time(s.Withheld[i].Until).Raw("}"u8);
        }

        w.Raw(s.Withheld.Count > 0 ? "]"u8 : ""u8);
        if (s.Replaces is { } replaces)
        {
            w.Raw(",\"replaces\":"u8).String(replaces.ToString());
        }
    }

    private static void WriteReading(CanonicalWriter w, PhotoReading s)
    {
        if (s.Photos.Count == 0 || !PhotoReading.HaveOneShape(s.Fields, s.Probabilities))
        {
            throw new ArgumentException(
                "a reading is of some photo, and has a probability for each figure and for nothing else",
                nameof(s)
            );
        }

        WritePlace(w.Raw("reading\""u8), s.Contest, s.Station);
        WriteList(w, ",\"photos\":["u8, s.Photos);
        w.Raw(",\"layout\":"u8)
            .String(s.Layout)
            .Raw(",\"model\":"u8)
            .String(s.Model.ToString())
            .Raw(",\"outcome\":"u8)
            .String(Words.ReadingOutcomes.Of(s.Outcome));
        FieldsCodec.Write(w, s.Fields);
        FieldsCodec.WriteFirst(w.Raw(",\"probabilities\":{"u8), s.Probabilities);
        WriteBlob(w.Raw("},\"evidence\":"u8), s.Evidence);
    }

    private static CanonicalWriter WritePlace(CanonicalWriter w, string contest, RegionCode station) =>
        w.Raw(",\"contest\":"u8).String(contest).Raw(",\"station\":"u8).String(station.ToString());

    private static void WriteBlob(CanonicalWriter w, BlobReference blob) =>
        w.Raw("{\"sha256\":"u8).String(blob.Sha256.ToString()).Raw(",\"bytes\":"u8).Number(blob.Bytes).Raw("}"u8);

    private static void WriteList<T>(CanonicalWriter w, ReadOnlySpan<byte> opening, IReadOnlyList<T> items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            w.Raw(i == 0 ? opening : ","u8).String(items[i]!.ToString()!);
        }

        if (items.Count > 0)
        {
            w.Raw("]"u8);
        }
    }
}
