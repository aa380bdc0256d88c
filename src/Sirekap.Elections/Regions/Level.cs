namespace Sirekap.Elections.Regions;

/// <summary>The tiers of the count. Each recapitulates in an open plenary (PKPU 5/2024 Art. 5), the village only forwards.</summary>
public enum Level : byte
{
    /// <summary>Nasional, KPU RI; form D.HASIL NASIONAL.</summary>
    Nation,

    /// <summary>Provinsi, KPU provinsi; 2 characters; form D.HASIL PROV.</summary>
    Province,

    /// <summary>Kabupaten/kota, KPU kabupaten/kota, PPLN abroad; 4 characters; form D.HASIL KABKO.</summary>
    Regency,

    /// <summary>Kecamatan, PPK; 6 characters; form D.HASIL KECAMATAN.</summary>
    District,

    /// <summary>Kelurahan/desa, PPS; 10 characters; no form of its own.</summary>
    Village,

    /// <summary>Tempat pemungutan suara (TPS), KPPS; 13 characters; form C.HASIL.</summary>
    Station,
}

/// <summary>Facts about levels.</summary>
public static class Levels
{
    /// <summary>Length of a code of this level, in characters; the nation has none and is written "0".</summary>
    public static int CodeLength(this Level level) =>
        level switch
        {
            Level.Nation => 0,
            Level.Province => 2,
            Level.Regency => 4,
            Level.District => 6,
            Level.Village => 10,
            _ => 13,
        };
}
