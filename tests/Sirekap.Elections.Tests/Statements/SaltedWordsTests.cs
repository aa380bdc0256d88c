using System.Text;
using Sirekap.Elections.Statements;

namespace Sirekap.Elections.Tests.Statements;

public class SaltedWordsTests
{
    private const string Salt = "00112233445566778899aabbccddeeff";

    [Theory]
    [InlineData("")]
    [InlineData("Salinan tidak diberikan.")]
    [InlineData("two lines\nand an end\n")]
    [InlineData(Salt)]
    public void Words_are_read_without_their_salt(string words)
    {
        var bytes = SaltedWords.Encode(words, Salt);

        SaltedWords.Read(bytes).ShouldBe(words);
        Encoding.UTF8.GetString(bytes).ShouldBe($"{words}\n{Salt}");
    }

    [Theory]
    [InlineData("words alone")]
    [InlineData("words\n00112233445566778899AABBCCDDEEFF")]
    [InlineData("words\n00112233445566778899aabbccddeef")]
    [InlineData(Salt)]
    public void Words_that_have_no_salt_are_read_whole(string words) => SaltedWords.Read(Encoding.UTF8.GetBytes(words)).ShouldBe(words);

    [Theory]
    [InlineData("")]
    [InlineData("00112233445566778899aabbccddeef")]
    [InlineData("00112233445566778899AABBCCDDEEFF")]
    public void A_salt_has_its_form(string salt) => Should.Throw<ArgumentException>(() => SaltedWords.Encode("words", salt));
}
