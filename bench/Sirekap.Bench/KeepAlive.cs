using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sirekap.Bench;

/// <summary>
/// One connection on which requests go one after the other: as little of a client as there can be, since it shares the processors with the
/// server. It comes from an address of its own below 127, as a phone has one.
/// </summary>
internal sealed class KeepAlive : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[16 << 10];
    private int _count;

    /// <summary>The last answer's body.</summary>
    public ReadOnlyMemory<byte> Body { get; private set; }

    /// <summary>An address of this machine for a client's number.</summary>
    public static IPAddress Address(int client) => new([127, (byte)(1 + (client >> 16)), (byte)(client >> 8), (byte)(1 + (client % 250))]);

    public static async Task<KeepAlive> ToAsync(Uri server, int client)
    {
        var connection = new KeepAlive();
        connection._socket.Bind(new IPEndPoint(Address(client), 0));
        await connection._socket.ConnectAsync(IPAddress.Loopback, server.Port);
        return connection;
    }

    /// <summary>A statement as a request.</summary>
    public static byte[] Post(ReadOnlySpan<byte> note, string type = "text/plain") =>
        [
            .. Encoding.ASCII.GetBytes(
                $"POST /api/v1/statements HTTP/1.1\r\nHost: localhost\r\nContent-Type: {type}\r\nContent-Length: {note.Length}\r\n\r\n"
            ),
            .. note,
        ];

    public static byte[] Get(string path) => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");

    /// <summary>Sends a request and reads its answer, whose body is of known length.</summary>
    /// <returns>The status; 0 when the server has hung up.</returns>
    public async Task<int> AskAsync(ReadOnlyMemory<byte> request)
    {
        await _socket.SendAsync(request);
        _count = 0;
        while (true)
        {
            var end = _buffer.AsSpan(0, _count).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                var length = LengthOf(_buffer.AsSpan(0, end + 2));
                while (_count < end + 4 + length)
                {
                    if (!await ReceiveAsync())
                    {
                        return 0;
                    }
                }

                Body = _buffer.AsMemory(end + 4, length);
                return Utf8Parser.TryParse(_buffer.AsSpan(9, 3), out int status, out _) ? status : 0;
            }

            if (!await ReceiveAsync())
            {
                return 0;
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private static int LengthOf(ReadOnlySpan<byte> head)
    {
        var name = "\r\nContent-Length: "u8;
        var at = head.IndexOf(name);
        return at < 0 ? 0
            : Utf8Parser.TryParse(head[(at + name.Length)..], out int length, out _) ? length
            : 0;
    }

    private async Task<bool> ReceiveAsync()
    {
        if (_count == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        var read = await _socket.ReceiveAsync(_buffer.AsMemory(_count));
        _count += read;
        return read > 0;
    }
}
