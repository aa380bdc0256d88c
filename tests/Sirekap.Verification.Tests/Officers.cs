using Sirekap.Elections.Regions;
using Sirekap.Ledger.Notes;

namespace Sirekap.Verification.Tests;

/// <summary>A chain of officers, each enrolled by the one above, whose keys a test holds and may misuse.</summary>
internal sealed class Officers(Func<string, EcdsaSigner> key)
{
    public RegionCode StationCode { get; } = RegionCode.Parse("3101012001001");

    public RegionCode OtherStationCode { get; } = RegionCode.Parse("3101012001002");

    public RegionCode DistrictCode => StationCode.At(Level.District);

    public RegionCode RegencyCode => StationCode.At(Level.Regency);

    public RegionCode ProvinceCode => StationCode.At(Level.Province);

    public EcdsaSigner Province { get; } = key("31");

    public EcdsaSigner Regency { get; } = key("3101");

    public EcdsaSigner District { get; } = key("310101");

    public EcdsaSigner Station { get; } = key("3101012001001");

    public EcdsaSigner OtherStation { get; } = key("3101012001002");

    /// <summary>A second key of the station, revoked at the end.</summary>
    public EcdsaSigner Lost { get; } = key("lost");

    /// <summary>A program's key that reads photos of the whole nation.</summary>
    public EcdsaSigner Reader { get; } = key("reader");

    /// <summary>One that a province enrolled, and ended.</summary>
    public EcdsaSigner ProvinceReader { get; } = key("reader of 31");

    /// <summary>A key that nobody enrolled.</summary>
    public EcdsaSigner Stranger { get; } = key("stranger");
}
