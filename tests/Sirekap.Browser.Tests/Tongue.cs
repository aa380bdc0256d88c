namespace Sirekap.Browser.Tests;

/// <summary>
/// A language of the pages, and the words that tests know it by; written here and not taken from the pages' own texts, which may be wrong.
/// </summary>
/// <param name="Code">As in <c>html lang</c>.</param>
/// <param name="Prefix">Before every path.</param>
/// <param name="Kind">How a simulation is called.</param>
/// <param name="Counted">How the page of a station begins whose figures count.</param>
public sealed record Tongue(string Code, string Prefix, string Kind, string Counted)
{
    public static Tongue Indonesian { get; } = new("id", "", "SIMULASI", "Angka TPS ini ikut terhitung dalam total nasional");

    public static Tongue English { get; } = new("en", "/en", "SIMULATION", "This station’s figures are in the national total");

    /// <summary>A page's address in this language.</summary>
    public string To(string path) => path == "/" && Prefix.Length > 0 ? Prefix : Prefix + path;

    public static Tongue Of(string code) => code == Indonesian.Code ? Indonesian : English;
}
