namespace Sirekap.Reading.Digits.Network;

/// <summary>
/// Floats that begin on a cache line and stay where they are, so that kernels can hold pointers to them; the garbage collector frees them.
/// </summary>
internal sealed unsafe class FloatBuffer
{
    /// <summary>Bytes of a cache line, and of the widest vector: loads never straddle two lines.</summary>
    private const int Line = 64;

    private readonly float[] _storage;
    private readonly int _start;

    public FloatBuffer(int length)
    {
        _storage = GC.AllocateArray<float>(length + (Line / sizeof(float)), pinned: true);
        fixed (float* first = _storage)
        {
            _start = (int)((Line - ((nint)first % Line)) % Line) / sizeof(float);
            Pointer = first + _start;
        }

        Length = length;
    }

    public int Length { get; }

    /// <summary>Valid as long as this buffer is reachable.</summary>
    public float* Pointer { get; }

    public Span<float> Span => _storage.AsSpan(_start, Length);

    public FloatBuffer Copy()
    {
        var copy = new FloatBuffer(Length);
        Span.CopyTo(copy.Span);
        return copy;
    }
}
