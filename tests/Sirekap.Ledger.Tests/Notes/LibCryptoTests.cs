using Sirekap.Ledger.Notes;

namespace Sirekap.Ledger.Tests.Notes;

public class LibCryptoTests
{
    [Fact]
    public void A_library_that_is_not_there_is_not_looked_for_anywhere_else() =>
        Should
            .Throw<DllNotFoundException>(() => LibCrypto.Load(["libnone-a.so", "libnone-b.so"]))
            .Message.ShouldContain("libnone-a.so, libnone-b.so");

    [Fact]
    public void The_first_library_that_is_there_is_taken()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "libc.so.6 is Linux's");
        LibCrypto.Load(["libnone-a.so", "libc.so.6"]).ShouldNotBe(0);
    }
}
