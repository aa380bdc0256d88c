using System.Text;

namespace Sirekap.Elections.Statements;

/// <summary>Reads each kind of statement; the likeliest are tried first.</summary>
internal static class StatementReader
{
    public static Statement? Read(ReadOnlySpan<byte> line, ReadOnlySpan<byte> prefix, out string? error)
    {
        var r = new CanonicalReader(line);
        r.Expect(prefix);
        Statement? statement = null;
        if (r.Take("form\""u8))
        {
            statement = ReadForm(ref r);
        }
        else if (r.Take("enrol\",\"role\":"u8))
        {
            var role = ReadPart.Word(ref r, Words.Roles);
            r.Expect(",\"scope\":"u8);
            var scope = ReadPart.Region(ref r);
            r.Expect(",\"key\":"u8);
            statement = new Enrol(role, scope, ReadPart.Base64(ref r));
        }
        else if (r.Take("time\",\"time\":"u8))
        {
            statement = new Time(ReadPart.Time(ref r));
        }
        else if (r.Take("review\""u8))
        {
            statement = ReadReview(ref r);
        }
        else if (r.Take("reading\""u8))
        {
            statement = ReadReading(ref r);
        }
        else if (r.Take("withdraw\""u8))
        {
            var (contest, station) = ReadPart.Place(ref r);
            r.Expect(",\"taken\":"u8);
            statement = new Withdraw(contest, station, ReadPart.Time(ref r));
        }
        else if (r.Take("snapshot\",\"contest\":"u8))
        {
            var contest = Encoding.ASCII.GetString(r.String(StatementCodec.LongestId));
            r.Expect(",\"taken\":"u8);
            var taken = ReadPart.Time(ref r);
            r.Expect(",\"source\":"u8);
            var source = ReadPart.Blob(ref r);
            r.Expect(",\"stations\":"u8);
            statement = new Snapshot(contest, taken, source, ReadPart.Blob(ref r));
        }
        else if (r.Take("revoke\",\"key\":"u8))
        {
            if (!KeyName.TryParse(r.String(KeyName.Length), out var key))
            {
                r.Fail("expected a key's name, 32 lowercase hexadecimal digits");
            }

            r.Expect(",\"reason\":"u8);
            statement = new Revoke(key, ReadPart.Word(ref r, Words.RevocationReasons));
        }
        else if (r.Take("withhold\",\"blob\":"u8))
        {
            var blob = ReadPart.Digest(ref r);
            r.Expect(",\"ground\":"u8);
            var ground = ReadPart.Word(ref r, Words.WithholdGrounds);
            r.Expect(",\"by\":"u8);
            statement = new Withhold(blob, ground, ReadPart.Word(ref r, Words.WithholdAuthorities));
        }
        else if (r.Take("totals\",\"contest\":"u8))
        {
            statement = ReadTotals(ref r);
        }
        else if (r.Take("disclosure\",\"scope\":"u8))
        {
            statement = ReadDisclosure(ref r);
        }
        else if (r.Take("definition\",\"type\":"u8))
        {
            statement = ReadDefinition(ref r);
        }
        else
        {
            r.Fail("expected a kind of statement");
        }

        r.Expect("}"u8);
        r.End();
        error = r.Error;
        return error is null ? statement : null;
    }

    private static Definition ReadDefinition(ref CanonicalReader r)
    {
        var kind = ReadPart.Word(ref r, Words.Kinds);
        r.Expect(",\"log\":"u8);
        var log = ReadPart.Base64(ref r);
        if (log.Length != 32)
        {
            r.Fail("an Ed25519 key has 32 bytes");
        }

        r.Expect(",\"roots\":["u8);
        var roots = new List<byte[]>();
        do
        {
            roots.Add(ReadPart.Base64(ref r));
        } while (roots.Count < StatementCodec.MostKeys && r.Take(","u8));
        r.Expect("],\"quorum\":"u8);
        var quorum = (int)r.Number(roots.Count);
        r.Expect(",\"contests\":"u8);
        var contests = ReadPart.Blob(ref r);
        r.Expect(",\"regions\":"u8);
        var regions = ReadPart.Blob(ref r);
        r.Expect(",\"names\":"u8);
        return new Definition(kind, log, roots, quorum, contests, regions, ReadPart.Blob(ref r));
    }

    private static Form ReadForm(ref CanonicalReader r)
    {
        var (contest, station) = ReadPart.Place(ref r);
        r.Expect(",\"taken\":"u8);
        var taken = ReadPart.Time(ref r);
        var fields = FieldsCodec.Read(ref r);
        return new Form(contest, station, taken, fields, r.Take(",\"photos\":["u8) ? ReadPhotos(ref r) : []);
    }

    private static PhotoReading ReadReading(ref CanonicalReader r)
    {
        var (contest, station) = ReadPart.Place(ref r);
        r.Expect(",\"photos\":["u8);
        var photos = ReadPhotos(ref r);
        r.Expect(",\"layout\":"u8);
        var layout = Encoding.ASCII.GetString(r.String(StatementCodec.LongestId));
        r.Expect(",\"model\":"u8);
        var model = ReadPart.Digest(ref r);
        r.Expect(",\"outcome\":"u8);
        var outcome = ReadPart.Word(ref r, Words.ReadingOutcomes);
        var fields = FieldsCodec.Read(ref r);
        r.Expect(",\"probabilities\":{"u8);
        var probabilities = FieldsCodec.ReadFirst(ref r);
        if (!r.Failed && !PhotoReading.HaveOneShape(fields, probabilities))
        {
            r.Fail("a probability stands for each figure and for nothing else");
        }

        r.Expect("},\"evidence\":"u8);
        return new PhotoReading(contest, station, photos, layout, model, outcome, fields, probabilities, ReadPart.Blob(ref r));
    }

    private static List<Digest> ReadPhotos(ref CanonicalReader r)
    {
        var photos = new List<Digest>();
        do
        {
            photos.Add(ReadPart.Digest(ref r));
        } while (photos.Count < StatementCodec.MostPhotos && r.Take(","u8));
        r.Expect("]"u8);
        return photos;
    }

    private static Review ReadReview(ref CanonicalReader r)
    {
        var (contest, station) = ReadPart.Place(ref r);
        r.Expect(",\"on\":"u8);
        var on = ReadPart.Digest(ref r);
        r.Expect(",\"act\":"u8);
        var act = ReadPart.Word(ref r, Words.ReviewActs);
        r.Expect(",\"reason\":"u8);
        var reason = ReadPart.Word(ref r, Words.ReviewReasons);
        var checks = new List<string>();
        if (r.Take(",\"checks\":["u8))
        {
            do
            {
                checks.Add(Encoding.ASCII.GetString(r.String(StatementCodec.LongestId)));
            } while (checks.Count < StatementCodec.MostChecks && r.Take(","u8));
            r.Expect("]"u8);
        }

        var fields = act == ReviewAct.Correct ? FieldsCodec.Read(ref r) : null;
        var text = r.Take(",\"text\":"u8) ? ReadPart.Blob(ref r) : null;
        return new Review(contest, station, on, act, reason, checks, fields, text);
    }

    private static Totals ReadTotals(ref CanonicalReader r)
    {
        var contest = Encoding.ASCII.GetString(r.String(StatementCodec.LongestId));
        r.Expect(",\"region\":"u8);
        var region = ReadPart.Region(ref r);
        r.Expect(",\"stations\":"u8);
        var stations = (int)r.Number(int.MaxValue);
        r.Expect(",\"votes\":["u8);
        var votes = new List<long>();
        if (!r.Take("]"u8))
        {
            do
            {
                votes.Add(r.Number(long.MaxValue / 1000));
            } while (!r.Failed && votes.Count < StatementCodec.MostChoices && r.Take(","u8));
            r.Expect("]"u8);
        }

        r.Expect(",\"valid\":"u8);
        var valid = r.Number(long.MaxValue / 1000);
        r.Expect(",\"invalid\":"u8);
        return new Totals(contest, region, stations, votes, valid, r.Number(long.MaxValue / 1000));
    }

    private static Disclose ReadDisclosure(ref CanonicalReader r)
    {
        var scope = ReadPart.Region(ref r);
        r.Expect(",\"category\":"u8);
        var category = ReadPart.Word(ref r, Words.DisclosureCategories);
        var document = r.Take(",\"document\":"u8) ? ReadPart.Blob(ref r) : null;
        r.Expect(",\"about\":"u8);
        var about = ReadPart.Blob(ref r);
        var withheld = new List<Exemption>();
        if (r.Take(",\"withheld\":["u8))
        {
            do
            {
                r.Expect("{\"ground\":"u8);
                var ground = ReadPart.Word(ref r, Words.ExemptionGrounds);
                r.Expect(",\"until\":"u8);
                withheld.Add(new Exemption(ground, ReadPart.Time(ref r)));
                r.Expect("}"u8);
            } while (withheld.Count < StatementCodec.MostExemptions && r.Take(","u8));
            r.Expect("]"u8);
        }

        return new Disclose(scope, category, document, about, withheld, r.Take(",\"replaces\":"u8) ? ReadPart.Digest(ref r) : null);
    }
}
