using Sirekap.Ledger.Hashing;

namespace Sirekap.Ledger.Tests.Hashing;

public class CryptographyChoiceTests
{
    [Theory]
    [InlineData(false, true, false, nameof(CryptographyBackend.LibCrypto))]
    [InlineData(false, true, true, nameof(CryptographyBackend.LibCrypto))]
    [InlineData(false, false, true, nameof(CryptographyBackend.System))]
    [InlineData(false, false, false, nameof(CryptographyBackend.Managed))]
    [InlineData(true, true, true, nameof(CryptographyBackend.Managed))]
    public void Libcrypto_goes_before_the_system_and_managed_code_stands_where_neither_is(
        bool managedOnly,
        bool libCrypto,
        bool system,
        string chosen
    ) => CryptographyChoice.Choose(managedOnly, () => libCrypto, system).ToString().ShouldBe(chosen);

    [Fact]
    public void Managed_code_alone_does_not_even_look_for_a_library() =>
        CryptographyChoice
            .Choose(managedOnly: true, () => throw new InvalidOperationException("looked"), systemHasOwn: false)
            .ShouldBe(CryptographyBackend.Managed);
}
