namespace Sirekap.Elections.Statements;

/// <summary>
/// 16 bytes of chance beside sealed figures, written in 32 lowercase hexadecimal digits: figures alone are guessed within a second.
/// </summary>
/// <param name="Value">The 16 bytes, the first the highest.</param>
/// <remarks><c>default</c> is a salt like any other, and drawn by nobody.</remarks>
public readonly record struct Salt(UInt128 Value)
{
    /// <summary>Hexadecimal digits.</summary>
    public const int Length = Hex128.Length;

    /// <summary>Reads 32 lowercase hexadecimal digits.</summary>
    public static bool TryParse(ReadOnlySpan<byte> hex, out Salt salt)
    {
        var read = Hex128.TryParse(hex, out var value);
        salt = new Salt(value);
        return read;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out Salt)"/>
    public static bool TryParse(ReadOnlySpan<char> hex, out Salt salt)
    {
        var read = Hex128.TryParse(hex, out var value);
        salt = new Salt(value);
        return read;
    }

    public override string ToString() => Hex128.ToString(Value);
}
