using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sirekap.Site.Tests.Protection;

/// <summary>A connection on which anything at all can be sent.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    /// <summary>Connects; from another of this machine's addresses, if one is given.</summary>
    public static async Task<RawClient> To(Uri server, string? from = null)
    {
        var client = new RawClient();
        if (from is not null)
        {
            client._socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        }

        try
        {
            await client._socket.ConnectAsync(IPAddress.Loopback, server.Port, TestContext.Current.CancellationToken);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            // The server has hung up before we knew that it had answered: nothing will come.
        }

        return client;
    }

    /// <summary>Sends a request as it stands and returns the answer's status, or 0 when the server hangs up.</summary>
    public static async Task<int> StatusOf(Uri server, byte[] request)
    {
        using var client = await To(server);
        await client.Send(request);
        return (await client.Answer()).Status;
    }

    /// <inheritdoc cref="StatusOf(Uri, byte[])"/>
    public static Task<int> StatusOf(Uri server, string request) => StatusOf(server, Encoding.Latin1.GetBytes(request));

    public async Task Send(byte[] bytes)
    {
        try
        {
            await _socket.SendAsync(bytes, TestContext.Current.CancellationToken);
        }
        catch (SocketException)
        {
            // The server has hung up: what it said before is still to be read.
        }
    }

    public Task Send(string text) => Send(Encoding.Latin1.GetBytes(text));

    /// <summary>The answer's head and status, read to its empty line; status 0 when the server hangs up without a word.</summary>
    public async Task<(int Status, string Head)> Answer()
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await Receive(one) == 1)
        {
            head.Append((char)one[0]);
        }

        return (
            head.Length < 12 ? 0 : int.Parse(head.ToString().AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture),
            head.ToString()
        );
    }

    /// <summary>Waits until the server hangs up.</summary>
    public async Task HungUp()
    {
        var buffer = new byte[4096];
        while (await Receive(buffer) > 0) { }
    }

    public void Dispose() => _socket.Dispose();

    private async Task<int> Receive(byte[] buffer)
    {
        try
        {
            return await _socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
        }
        catch (SocketException)
        {
            return 0;
        }
    }
}
