namespace Sirekap.House.Tests;

/// <summary>What <see cref="SourceShapeTests"/> still lets pass, by name. A line goes when its file is mended; none is added.</summary>
internal static class SourceDebts
{
    public static readonly string[] Lines = [];

    public static readonly string[] Methods = ["StationTable.cs"];

    public static readonly string[] Files = [];

    public static readonly string[] Types = [];

    public static readonly string[] Numbers = [];

    public static readonly string[] Structs = [];
}
