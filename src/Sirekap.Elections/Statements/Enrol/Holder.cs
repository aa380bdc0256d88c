namespace Sirekap.Elections.Statements;

/// <summary>
/// A person within one election, by a pseudonym of 16 bytes of chance, written in 32 lowercase hexadecimal digits. Whoever enrols a second
/// key of somebody repeats it; who it is, is private data and stands in no ledger. A root key is its own holder: its pseudonym is the key's
/// name, since a definition names roots and enrols nobody.
/// </summary>
/// <param name="Value">The 16 bytes, the first the highest.</param>
/// <remarks><c>default</c> is a pseudonym like any other, and nobody's by chance.</remarks>
public readonly record struct Holder(UInt128 Value)
{
    /// <summary>Hexadecimal digits, as of a key's name.</summary>
    public const int Length = Hex128.Length;

    /// <summary>Reads 32 lowercase hexadecimal digits.</summary>
    public static bool TryParse(ReadOnlySpan<byte> hex, out Holder holder)
    {
        var read = Hex128.TryParse(hex, out var value);
        holder = new Holder(value);
        return read;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out Holder)"/>
    public static bool TryParse(ReadOnlySpan<char> hex, out Holder holder)
    {
        var read = Hex128.TryParse(hex, out var value);
        holder = new Holder(value);
        return read;
    }

    /// <summary>The pseudonym of a root, which is its key's name.</summary>
    public static Holder OfRoot(KeyName name) => new(name.Value);

    /// <summary>Writes the 32 digits in ASCII.</summary>
    public void Format(Span<byte> destination) => Hex128.Format(Value, destination);

    public override string ToString() => Hex128.ToString(Value);
}
