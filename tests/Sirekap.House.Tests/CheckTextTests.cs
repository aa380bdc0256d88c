using Sirekap.Elections.Checks;

namespace Sirekap.House.Tests;

/// <summary>Both languages are complete.</summary>
public sealed class CheckTextTests
{
    public static TheoryData<string> Codes => [.. Catalogue.First.Select(check => check.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_check_has_its_text_in_Indonesian_and_in_English(string code)
    {
        var check = Catalogue.First[Catalogue.First.IndexOf(code)];
        check.Indonesian.ShouldNotBe(check.English);
        foreach (var text in new[] { check.Indonesian, check.English })
        {
            text.Trim().ShouldBe(text);
            text.Length.ShouldBeGreaterThan(20);
            text.ShouldEndWith(".");
            char.IsUpper(text[0]).ShouldBeTrue();
        }

        check.Law.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public void No_two_checks_say_the_same()
    {
        Catalogue.First.Select(check => check.Indonesian).ShouldBeUnique();
        Catalogue.First.Select(check => check.English).ShouldBeUnique();
        Catalogue.First.Select(check => check.Code).ShouldBeUnique();
    }
}
