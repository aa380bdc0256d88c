using Sirekap.Elections.Statements;

namespace Sirekap.Simulation.Nights;

/// <summary>Invented words of those who watch and of those who answer them, as people write them in the night.</summary>
internal static class WatchWords
{
    public static string Of(ObjectionGround ground) =>
        ground switch
        {
            ObjectionGround.FiguresDiffer => "Angka di formulir tidak sama dengan salinan C.HASIL yang kami terima di TPS.",
            ObjectionGround.Miscounted => "Beberapa surat suara dihitung untuk pasangan yang salah; kami minta dihitung ulang.",
            ObjectionGround.Procedure => "Penghitungan dimulai sebelum pemungutan suara ditutup.",
            ObjectionGround.NotAdmitted => "Saksi kami diminta menunggu di luar sehingga tidak dapat melihat penghitungan.",
            ObjectionGround.CopyNotGiven => "Salinan C.HASIL tidak diberikan kepada kami.",
            _ => "Lampu padam selama penghitungan dan papan hasil tidak terlihat.",
        };

    public static string Of(AnswerReason reason) =>
        reason switch
        {
            AnswerReason.PaperAgrees => "C.HASIL plano dibuka di hadapan saksi; angkanya sama dengan formulir.",
            AnswerReason.Corrected => "Angka dibetulkan menurut C.HASIL plano di hadapan para saksi.",
            AnswerReason.Recounted => "Surat suara dihitung ulang; hasilnya tidak berubah.",
            AnswerReason.Plenary => "Akan dibuka dan dicocokkan dalam rapat pleno.",
            AnswerReason.Remedied => "Salinan sudah diberikan dan saksi sudah dipersilakan masuk.",
            AnswerReason.Unfounded => "Menurut catatan kejadian dan saksi lain, tidak ada kejadian seperti itu.",
            _ => "Diteruskan kepada Bawaslu, yang berwenang memutusnya.",
        };
}
