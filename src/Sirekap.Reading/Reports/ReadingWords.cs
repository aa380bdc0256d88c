using Sirekap.Elections.Contests;
using Sirekap.Reading.Decoding;

namespace Sirekap.Reading.Reports;

/// <summary>What a reading's words mean, for people, in both languages.</summary>
public static class ReadingWords
{
    private static readonly Dictionary<string, Bilingual> Problems = new(StringComparer.Ordinal)
    {
        ["not-an-image"] = new("Berkas ini bukan gambar JPEG atau PNG.", "This file is neither a JPEG nor a PNG picture."),
        ["truncated"] = new("Berkas foto terpotong; kirim ulang.", "The photo's file is cut off; send it again."),
        ["too-large"] = new("Gambar ini terlalu besar untuk dibuka.", "This picture is too large to be opened."),
        ["unsupported-image"] = new("Jenis gambar ini tidak didukung.", "This kind of picture is not supported."),
        ["damaged"] = new("Berkas foto rusak; kirim ulang.", "The photo's file is damaged; send it again."),
        [ReadingProblems.NoPage] = new(
            "Di foto ini tidak ditemukan halaman formulir: tanda kotak hitam di kanan atas tidak terlihat.",
            "No page of a form was found in this photo: the black square tag at its top right is not to be seen."
        ),
        [ReadingProblems.UnknownForm] = new(
            "Ada tanda halaman, tetapi bukan dari formulir yang dikenal.",
            "There is a page tag, but of no form that is known."
        ),
        [ReadingProblems.CornersMissing] = new(
            "Tanda sudut halaman terpotong, tertutup, atau terlipat: potret seluruh lembar.",
            "The page's corner marks are cut off, covered or folded away: photograph the whole sheet."
        ),
        [ReadingProblems.Distorted] = new(
            "Garis cetak tidak berada di tempatnya: lembar kusut, sobek, atau bukan halaman ini.",
            "The printed lines are not in their places: crumpled, torn, or not this page."
        ),
        [ReadingProblems.OtherForm] = new("Halaman ini dari formulir atau pemilihan lain.", "This page is of another form or contest."),
        [ReadingProblems.PageMissing] = new("Halaman ini belum difoto.", "This page was not photographed."),
        [ReadingProblems.PageTwice] = new(
            "Halaman ini difoto dua kali; yang mana milik TPS ini harus dilihat orang.",
            "This page was photographed twice; a person has to say which is this station's."
        ),
        [ReadingProblems.TwoStations] = new("Segel halaman menyebut TPS yang berbeda.", "The pages' seals name different stations."),
        [ReadingProblems.SealMissing] = new(
            "Tidak ada segel yang terbaca: tidak diketahui ini formulir TPS mana dan halaman mana saja miliknya.",
            "No seal can be read: whose form this is, and which pages belong to it, is not known."
        ),
        [ReadingProblems.SealInvalid] = new(
            "Segel halaman ini tidak sah: bukan dari KPU, atau milik halaman lain.",
            "This page's seal is not valid: not the commission's, or another page's."
        ),
        [ReadingProblems.BoxesOutside] = new("Sebagian kotak angka berada di luar foto.", "Some boxes of the page lie outside the photo."),
    };

    /// <summary>What is wrong; a code from a newer reader is given as it is.</summary>
    public static Bilingual Of(ReadingProblem problem) =>
        Problems.TryGetValue(problem.Code, out var words) ? words : new Bilingual(problem.Code, problem.Code);

    public static Bilingual Of(FormOutcome outcome) =>
        outcome switch
        {
            FormOutcome.Clear => new(
                "Jelas: semua angka terbaca dan semua jumlah cocok",
                "Clear: every number is read and every sum holds"
            ),
            FormOutcome.Unclear => new("Belum jelas: harus dilihat orang", "Unclear: a person has to look"),
            _ => new("Bertentangan: isi formulir tidak cocok satu sama lain", "Contradictory: the form contradicts itself"),
        };

    public static Bilingual Of(NumberState state) =>
        state switch
        {
            NumberState.Read => new("terbaca", "read"),
            NumberState.Uncertain => new("belum pasti", "uncertain"),
            _ => new("bertentangan", "contradictory"),
        };

    public static Bilingual Of(SealState seal) =>
        seal switch
        {
            SealState.Valid => new("segel KPU sah", "the commission's seal is valid"),
            SealState.Unverified => new("ada segel, tanda tangannya belum diperiksa", "sealed, its signature not checked"),
            SealState.Invalid => new("segel tidak sah", "the seal is not valid"),
            _ => new("tanpa segel", "no seal"),
        };

    /// <summary>Whether a sum holds.</summary>
    public static Bilingual OfSum(bool? holds) =>
        holds switch
        {
            true => new("cocok", "holds"),
            false => new("tidak cocok", "does not hold"),
            _ => new("belum pasti", "not sure"),
        };

    /// <summary>A sign beside the word, so that neither colour nor language is needed to tell states apart.</summary>
    public static string Sign(NumberState state) =>
        state switch
        {
            NumberState.Read => "✓",
            NumberState.Uncertain => "?",
            _ => "≠",
        };
}
