using Sirekap.Site.Protection;

namespace Sirekap.Officers.Reviews;

/// <summary>The two ends of a relay.</summary>
internal enum RelaySide : byte
{
    /// <summary>The computer at which papers are read and typed.</summary>
    Desk,

    /// <summary>The reviewer's own, which has the key and signs.</summary>
    Phone,
}

/// <summary>What came of asking a relay for something.</summary>
internal enum RelayAnswer : byte
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>No such session: never opened, joined by another phone, ended, or over.</summary>
    Gone,

    /// <summary>As many are open as may be: of this client, of its network, or of all.</summary>
    Full,
}

/// <summary>
/// Sessions by which a desk asks its reviewer's phone for signatures. Each holds one message each way, sealed between the two ends by a
/// secret that only their screens have shown, so that nothing here can be read, forged or altered; a message may be held back, which is
/// noticed by waiting. In memory alone: a server that is started again has none, and both ends begin anew. Any number of threads.
/// </summary>
/// <param name="clock">What time it is.</param>
internal sealed class Relay(TimeProvider clock)
{
    /// <summary>Sessions at once: every district's desks of a large province, in 32 MB at most.</summary>
    public const int Most = 1_024;

    /// <summary>
    /// Of one client, and of its network, whether phones have joined them or not, for whoever opens one can join it: an eighth and a
    /// quarter, as of connections, so that with fewer than five networks nobody shuts the others out.
    /// </summary>
    public const int OfClient = Most / 8,
        OfNetwork = Most / 4;

    /// <summary>Bytes of a message: the figures of the longest ballot, typed, sealed and in base64, are some 12 kB.</summary>
    public const int MostBytes = 16 << 10;

    /// <summary>A working day; then somebody else may sit there.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromHours(8);

    /// <summary>A code that no phone has scanned for so long is on a screen that nobody looks at.</summary>
    public static TimeSpan Unjoined { get; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// A desk that shows a code asks every second and a half whether a phone has come; one that has not for so long shows it no more.
    /// </summary>
    public static TimeSpan Shown { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Either end asks every few seconds; one that has not for so long has gone home.</summary>
    public static TimeSpan Idle { get; } = TimeSpan.FromMinutes(15);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    /// <summary>A desk opens a session under a name of its own; nobody opens one that is there.</summary>
    /// <param name="id">The name.</param>
    /// <param name="client">Whose desk it is, as far as its address tells.</param>
    public RelayAnswer Open(string id, ClientAddress client)
    {
        lock (_lock)
        {
            foreach (var (name, _) in _sessions.Where(its => its.Value.IsOver(clock.GetUtcNow())).ToArray())
            {
                _sessions.Remove(name);
            }

            return _sessions.ContainsKey(id) ? RelayAnswer.Gone
                : IsFull(client) ? RelayAnswer.Full
                : _sessions.TryAdd(id, new Session(client, clock.GetUtcNow())) ? RelayAnswer.Done
                : RelayAnswer.Gone;
        }
    }

    /// <summary>A phone joins it: the first, and no other after it.</summary>
    public RelayAnswer Join(string id)
    {
        lock (_lock)
        {
            if (Find(id) is not { IsJoined: false } session)
            {
                return RelayAnswer.Gone;
            }

            session.IsJoined = true;
            session.Seen[(int)RelaySide.Phone] = clock.GetUtcNow();
            return RelayAnswer.Done;
        }
    }

    /// <summary>Leaves a message for an end, in the place of the one before.</summary>
    public RelayAnswer Put(string id, RelaySide to, byte[] message)
    {
        lock (_lock)
        {
            if (message.Length > MostBytes || Find(id) is not { IsJoined: true } session)
            {
                return RelayAnswer.Gone;
            }

            session.Messages[(int)to] = message;
            session.Seen[1 - (int)to] = clock.GetUtcNow();
            return RelayAnswer.Done;
        }
    }

    /// <summary>
    /// What has been left for an end, which may look again and again; empty where nothing has, null where there is no session.
    /// </summary>
    public byte[]? Look(string id, RelaySide side)
    {
        lock (_lock)
        {
            if (Find(id) is not { } session)
            {
                return null;
            }

            session.Seen[(int)side] = clock.GetUtcNow();
            return session.Messages[(int)side] ?? [];
        }
    }

    /// <summary>Ends a session, from either side.</summary>
    public void End(string id)
    {
        lock (_lock)
        {
            _sessions.Remove(id);
        }
    }

    private bool IsFull(ClientAddress client) =>
        _sessions.Count >= Most
        || _sessions.Values.Count(session => session.Client == client) >= OfClient
        || _sessions.Values.Count(session => session.Client.Network == client.Network) >= OfNetwork;

    private Session? Find(string id)
    {
        if (_sessions.TryGetValue(id, out var session) && session.IsOver(clock.GetUtcNow()))
        {
            _sessions.Remove(id);
            return null;
        }

        return session;
    }

    private sealed class Session(ClientAddress client, DateTimeOffset begun)
    {
        /// <summary>Whose desk opened it.</summary>
        public ClientAddress Client => client;

        /// <summary>By <see cref="RelaySide"/>: for whom.</summary>
        public byte[]?[] Messages { get; } = new byte[]?[2];

        /// <summary>By <see cref="RelaySide"/>: when it last asked or said something.</summary>
        public DateTimeOffset[] Seen { get; } = [begun, begun];

        public bool IsJoined { get; set; }

        public bool IsOver(DateTimeOffset now) =>
            now - begun > Lifetime
            || (IsJoined ? Seen.Any(seen => now - seen > Idle) : now - begun > Unjoined || now - Seen[(int)RelaySide.Desk] > Shown);
    }
}
