using System.Globalization;
using System.Text;
using CsvHelper;
using FsCheck;
using FsCheck.Fluent;
using Sirekap.OpenData.Exports;

namespace Sirekap.OpenData.Tests.Exports;

public class CsvFileTests
{
    private static readonly string Origin =
        "SIMULASI — bukan hasil resmi,\"pemilu/election malam-2026, N 1234, root jcpO/EXiGTYHhKhvODjvWlSRTp+R+TPbQDztDPRjTNM=, "
        + "waktu/time 2024-02-14T08:40:00Z, alamat/address https://sirekap.example/pada/1234/ppwp/0\"";

    [Fact]
    public void A_table_is_written_to_the_letter() =>
        Encoding
            .UTF8.GetString(CsvFile.Encode(MadeTable.Usual))
            .ShouldBe(
                string.Concat(
                    "\uFEFFkode,nama,suara,waktu,cakupan,jenis/kind,sumber/source\r\n",
                    $"3171010001001,\"TPS 001, Gambir\",284,2024-02-14T08:40:00Z,0.333333,{Origin}\r\n",
                    $"99AA010001001,,0,,,{Origin}\r\n",
                    $"0042,—,-17,1970-01-01T00:00:00Z,1,{Origin}\r\n",
                    $",,9223372036854775807,,0.801864,{Origin}\r\n"
                )
            );

    [Fact]
    public void No_text_begins_a_formula_wherever_a_program_cuts_the_line()
    {
        var file = Encoding.UTF8.GetString(CsvFile.Encode(MadeTable.OfTexts(MadeTable.Hostile)));
        foreach (
            var cuts in (char[][])
                [
                    [',', '\r', '\n'],
                    [';', '\r', '\n'],
                    ['\t', '\r', '\n'],
                    ['|', '\r', '\n'],
                ]
        )
        {
            // Cut without regard to quotes as a wrong program does; the source, which is ours, has its commas.
            file.Split(cuts)
                .Select(cell => cell.Trim(' ', '"', '\uFEFF', '\t'))
                .Where(cell => cell.Length > 0 && "=+-@＝".Contains(cell[0], StringComparison.Ordinal))
                .ShouldBeEmpty();
        }

        Rows(CsvFile.Encode(MadeTable.OfTexts(MadeTable.Hostile))).Select(row => row[^2]).Distinct().ShouldBe(["'=kind"]);
    }

    [Fact]
    public void A_reader_gets_every_text_back_but_for_the_guard()
    {
        var texts = MadeTable.Hostile.Where(text => text != "\ud800").ToArray();
        Rows(CsvFile.Encode(MadeTable.OfTexts(texts)))
            .Select(row => row[0].Replace("'", "", StringComparison.Ordinal))
            .ShouldBe(texts.Select(text => text.Replace("'", "", StringComparison.Ordinal)));
        Rows(CsvFile.Encode(MadeTable.OfTexts(["TPS 001", "a = b", "x-y", "3; 4", "e@f"])))
            .Select(row => row[0])
            .ShouldBe(["TPS 001", "a = b", "x-y", "3; 4", "e@f"]);
    }

    [Fact]
    public void The_guard_adds_nothing_but_apostrophes_before_signs() =>
        Prop.ForAll(
                Gen.Elements("=+-@;|\t\r\n \"ab'＝".ToCharArray()).ListOf().Select(letters => new string([.. letters])).ToArbitrary(),
                text =>
                {
                    var guarded = FormulaGuard.Guard(text);
                    guarded.Replace("'", "", StringComparison.Ordinal).ShouldBe(text.Replace("'", "", StringComparison.Ordinal));
                    guarded
                        .Split(';', '|', '\t', '\r', '\n')
                        .Select(cell => cell.TrimStart(' ', '"'))
                        .ShouldAllBe(cell => cell.Length == 0 || !"=+-@＝".Contains(cell[0], StringComparison.Ordinal));
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_row_that_does_not_fit_the_columns_is_a_bug()
    {
        Should
            .Throw<InvalidOperationException>(() =>
                CsvFile.Encode(
                    MadeTable.Of([
                        [Cell.Code("1")],
                    ])
                )
            )
            .Message.ShouldBe("table stations, row 1: 1 cells where there are 5 columns");
        Should
            .Throw<InvalidOperationException>(() =>
                XlsxFile.Encode(
                    MadeTable.Of([
                        [Cell.Number(1), Cell.Empty, Cell.Empty, Cell.Empty, Cell.Empty],
                    ])
                )
            )
            .Message.ShouldBe("table stations, row 1, column kode: Number where Code belongs");
    }

    [Fact]
    public void Five_thousand_rows_are_five_thousand_rows() =>
        Rows(
            CsvFile.Encode(
                MadeTable.Of(
                    Enumerable
                        .Range(0, 5000)
                        .Select(i => (IReadOnlyList<Cell>)[Cell.Code($"{i}"), Cell.Empty, Cell.Number(i), Cell.Empty, Cell.Empty])
                )
            )
        )
            .Count.ShouldBe(5000);

    private static List<string[]> Rows(byte[] file)
    {
        using var csv = new CsvParser(new StreamReader(new MemoryStream(file)), CultureInfo.InvariantCulture);
        csv.Read().ShouldBeTrue();
        var rows = new List<string[]>();
        while (csv.Read())
        {
            rows.Add(csv.Record!);
        }

        return rows;
    }
}
