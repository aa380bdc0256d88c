namespace Sirekap.Reading.Images;

/// <summary>
/// Arrays for pixels, given back and given out again. Of the size that is asked for, where the framework's own pool rounds up to a power of
/// two: a third more for every page of twelve megapixels.
/// </summary>
internal static class PixelPool
{
    /// <summary>What lies unused, in bytes at most: one photo of the largest size that is read (50 megapixels) in grey.</summary>
    private const long MostKept = 64 << 20;

    private static readonly Lock Gate = new();
    private static readonly LinkedList<byte[]> Kept = [];
    private static long _keptBytes;

    /// <summary>At least so many bytes, holding anything.</summary>
    public static byte[] Rent(int length)
    {
        lock (Gate)
        {
            for (var node = Kept.First; node is not null; node = node.Next)
            {
                // Not one that is much too large: another photo may need it.
                if (node.Value.Length >= length && node.Value.Length <= length + (length / 8))
                {
                    Kept.Remove(node);
                    _keptBytes -= node.Value.Length;
                    return node.Value;
                }
            }
        }

        return GC.AllocateUninitializedArray<byte>(length);
    }

    public static void Return(byte[] pixels)
    {
        lock (Gate)
        {
            Kept.AddFirst(pixels);
            _keptBytes += pixels.Length;
            while (_keptBytes > MostKept)
            {
                _keptBytes -= Kept.Last!.Value.Length;
                Kept.RemoveLast();
            }
        }
    }
}
