using System.Globalization;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Sirekap.Site.Protection;

/// <summary>What the server takes before there is a request: connections, header lines, slowness.</summary>
internal static class ConnectionLimits
{
    /// <summary>Open files that are not connections: segments, blobs, the program itself.</summary>
    private const int OtherFiles = 512;

    /// <summary>A browser sends some twenty, proxies add a few.</summary>
    private const int HeaderLines = 64;

    /// <summary>Half of what Kestrel takes by itself: no cookie is asked for or kept.</summary>
    private const int HeaderBytes = 16 << 10;

    /// <summary>Half of what Kestrel takes by itself: the longest address has a query of 200 characters, percent-encoded.</summary>
    private const int RequestLineBytes = 4 << 10;

    /// <summary>Unread bytes that are kept of one connection.</summary>
    private const int RequestBuffer = 64 << 10;

    /// <summary>
    /// Connections that wait to be taken. The usual 512 are full when a crowd comes back at once, and whoever comes then is not heard for a
    /// second: TCP asks again only after that. The system may allow fewer.
    /// </summary>
    private const int Waiting = 8_192;

    public static void Apply(SocketTransportOptions sockets) => sockets.Backlog = Waiting;

    public static void Apply(KestrelServerOptions kestrel, ProtectionOptions options)
    {
        kestrel.AddServerHeader = false;

        // Gates count, and let somebody go for who comes.
        kestrel.Limits.MaxConcurrentConnections = null;
        kestrel.Limits.MaxConcurrentUpgradedConnections = 0;
        kestrel.Limits.MaxRequestHeaderCount = HeaderLines;
        kestrel.Limits.MaxRequestHeadersTotalSize = HeaderBytes;
        kestrel.Limits.MaxRequestLineSize = RequestLineBytes;
        kestrel.Limits.MaxRequestBufferSize = RequestBuffer;
        kestrel.Limits.MaxRequestBodySize = Record.Entry.Largest;
        kestrel.Limits.KeepAliveTimeout = options.KeepAliveTime;
        kestrel.Limits.RequestHeadersTimeout = options.HeaderTime;

        // An EDGE phone does ten times this; a client that is slower holds what it holds on purpose.
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 500, gracePeriod: TimeSpan.FromSeconds(5));
        kestrel.Limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 1_000, gracePeriod: TimeSpan.FromSeconds(10));
        kestrel.Limits.Http2.MaxStreamsPerConnection = 32;
        kestrel.Limits.Http2.MaxRequestHeaderFieldSize = RequestLineBytes;
    }

    /// <summary>Connections that there may be in all.</summary>
    public static int Connections(ProtectionOptions options) => Math.Max(16, Math.Min(options.Connections, OpenFiles() - OtherFiles));

    /// <summary>How many files this process may have open, or a number that limits nothing.</summary>
    private static int OpenFiles()
    {
        const string Limits = "/proc/self/limits";
        if (!File.Exists(Limits))
        {
            return int.MaxValue;
        }

        // "Max open files            1024                 4096                 files": the soft limit, which .NET has raised to the hard
        // one.
        var line = File.ReadLines(Limits).FirstOrDefault(line => line.StartsWith("Max open files", StringComparison.Ordinal));
        var soft = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(3);
        return int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var files) ? files : int.MaxValue;
    }
}
