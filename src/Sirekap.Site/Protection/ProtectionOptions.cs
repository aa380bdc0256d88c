using System.Net;

namespace Sirekap.Site.Protection;

/// <summary>
/// How much one client, one key and all together may ask of this server. A client is an address (an IPv6 network of 64 bits): behind one of
/// Indonesia's mobile networks stand thousands of phones, so what a client may is much, and what a key may is little.
/// </summary>
public sealed record ProtectionOptions
{
    /// <summary>
    /// Connections in all; fewer where the system allows fewer open files. Half of them are the intake's where it has a door of its own.
    /// </summary>
    public int Connections { get; init; } = 16_000;

    /// <summary>Connections of one client; never more than an eighth of a door's.</summary>
    public int ConnectionsOfClient { get; init; } = 2_000;

    /// <summary>Connections of one network, /24 or /48; never more than a quarter of a door's.</summary>
    public int ConnectionsOfNetwork { get; init; } = 4_000;

    /// <summary>
    /// Connections that count for one enrolled key and for no address: a telephone has one or two, whoever brings for a district some more.
    /// </summary>
    public int ConnectionsOfKey { get; init; } = 64;

    /// <summary>
    /// A connection must have said something after this time: a browser that connects ahead of a click, and an EDGE phone, do sooner.
    /// </summary>
    public TimeSpan FirstByteTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Requests of one client a second, in the long run.</summary>
    public int RequestsPerSecond { get; init; } = 200;

    /// <summary>Requests of one client at once, after a pause.</summary>
    public int RequestBurst { get; init; } = 2_000;

    /// <summary>
    /// Requests of one network, /24 or /48, to bring something a second, in the long run, before a key is known; a form is one, also in a
    /// bundle.
    /// </summary>
    public int IntakeOfNetworkPerSecond { get; init; } = 1_000;

    /// <summary>The same at once, after a pause.</summary>
    public int IntakeBurstOfNetwork { get; init; } = 10_000;

    /// <summary>Requests of one client under way, but for listeners.</summary>
    public int ConcurrentOfClient { get; init; } = 128;

    /// <summary>Requests under way in all, but for listeners and intake, which have limits of their own.</summary>
    public int Concurrent { get; init; } = 2_048;

    /// <summary>Answers under way for which much must be looked through: searches, corrections, queues.</summary>
    public int ConcurrentCostly { get; init; } = 4;

    /// <summary>Of these, answers that one client waits for or has under way.</summary>
    public int ConcurrentCostlyOfClient { get; init; } = 4;

    /// <summary>A table of all stations must have been taken whole after this time.</summary>
    public TimeSpan DownloadTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Listeners to changes in all.</summary>
    public int Listeners { get; init; } = 10_000;

    /// <summary>Listeners of one client.</summary>
    public int ListenersOfClient { get; init; } = 1_000;

    /// <summary>Forms under one key a minute; an election has a handful of contests, and a station one key.</summary>
    public int FormsOfKeyPerMinute { get; init; } = 60;

    /// <summary>Other statements under one key a minute: a committee enrols many at once.</summary>
    public int StatementsOfKeyPerMinute { get; init; } = 1_200;

    /// <summary>Statements that have been read and wait to be durable. The sequencer's own queue takes more.</summary>
    public int StatementsUnderWay { get; init; } = 4_096;

    /// <summary>Bytes of bodies that are being read.</summary>
    public long BodyBytesUnderWay { get; init; } = 64 << 20;

    /// <summary>A body must have come whole after this time.</summary>
    public TimeSpan BodyTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Most bytes of a blob.</summary>
    public int BlobBytes { get; init; } = 8 << 20;

    /// <summary>Bytes of blobs that are taken of whom.</summary>
    public BlobQuotas Blobs { get; init; } = new();

    /// <summary>Blobs under one key a minute.</summary>
    public int BlobsOfKeyPerMinute { get; init; } = 20;

    /// <summary>Parts of blobs under one key a minute: a page of 400 kB over the slowest link is some twenty.</summary>
    public int PartsOfKeyPerMinute { get; init; } = 600;

    /// <summary>Header lines must have come whole after this time.</summary>
    public TimeSpan HeaderTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A connection without a request ends after this time.</summary>
    public TimeSpan KeepAliveTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>An answer must be under way after this time.</summary>
    public TimeSpan RequestTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A listener that takes nothing for so long is let go.</summary>
    public TimeSpan ListenerPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A listener hears at least a comment in this time.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Proxies whose word on who asks is taken (X-Forwarded-For, X-Forwarded-Proto); nobody's when empty.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];
}
