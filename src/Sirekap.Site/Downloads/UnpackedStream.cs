using System.IO.Compression;

namespace Sirekap.Site.Downloads;

/// <summary>What a gzip holds, of which the length is known: read from anywhere, once, by unpacking all that stands before.</summary>
/// <param name="packed">The gzip, from its beginning; stays open.</param>
/// <param name="length">Bytes unpacked.</param>
internal sealed class UnpackedStream(Stream packed, long length) : Stream
{
    private readonly GZipStream _gzip = new(packed, CompressionMode.Decompress, leaveOpen: true);
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    /// <summary>What is read next.</summary>
    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        // What stands before goes through the buffer that waits for what is wanted.
        while (_read < Position && !buffer.IsEmpty)
        {
            _read += _gzip.ReadAtLeast(buffer[..(int)Math.Min(buffer.Length, Position - _read)], 1);
        }

        var read = _gzip.Read(buffer);
        (_read, Position) = (_read + read, Position + read);
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_read < Position && !buffer.IsEmpty)
        {
            _read += await _gzip.ReadAtLeastAsync(
                buffer[..(int)Math.Min(buffer.Length, Position - _read)],
                1,
                cancellationToken: cancellationToken
            );
        }

        var read = await _gzip.ReadAsync(buffer, cancellationToken);
        (_read, Position) = (_read + read, Position + read);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <exception cref="NotSupportedException">Backwards: what was read is gone.</exception>
    public override long Seek(long offset, SeekOrigin origin)
    {
        var target =
            offset
            + (
                origin == SeekOrigin.Begin ? 0
                : origin == SeekOrigin.Current ? Position
                : length
            );
        return target >= _read ? Position = target : throw new NotSupportedException($"byte {target} was read before");
    }

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip.Dispose();
        }

        base.Dispose(disposing);
    }
}
