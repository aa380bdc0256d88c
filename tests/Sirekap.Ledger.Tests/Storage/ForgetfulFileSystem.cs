using Sirekap.Ledger.Storage;

namespace Sirekap.Ledger.Tests.Storage;

/// <summary>What goes wrong at the call that is told to fail.</summary>
public enum Fault
{
    /// <summary>The call does nothing and fails. A sync that fails so marks its pages clean, as Linux does.</summary>
    Refused,

    /// <summary>The call does a part, or all, of its work and fails.</summary>
    Halfway,

    /// <summary>The power goes off before the call, or in the middle of a write.</summary>
    PowerCut,

    /// <summary>From this call on the disk is full: writes leave a part behind and fail until there is space again.</summary>
    DiskFull,
}

public sealed class PowerCutException : IOException;

/// <summary>A disk in memory, with a page cache. What was not synced before a power cut survives page by page and name by name, or
/// does not, as the seed has it.</summary>
public sealed partial class ForgetfulFileSystem(int seed) : FileSystem
{
    // Smaller than any batch of the tests, so that every batch can tear.
    private const int PageBytes = 32;

    private readonly Random _random = new(seed);
    private readonly HashSet<string> _locks = [];
    private Dictionary<string, Node> _names = [];
    private Dictionary<string, Node> _durableNames = [];
    private HashSet<string> _directories = ["/"];
    private HashSet<string> _durableDirectories = ["/"];
    private List<NameChange> _pending = [];
    private int _life;
    private bool _full;

    private sealed record NameChange(string Directory, Action<Dictionary<string, Node>, HashSet<string>> Apply);

    /// <summary>Syncs return at once and do nothing.</summary>
    public bool IgnoresSync { get; init; }

    /// <summary>Calls so far in this life.</summary>
    public int Calls { get; private set; }

    /// <summary>What the calls were, in order.</summary>
    public List<string> Log { get; } = [];

    /// <summary>The call of this number fails.</summary>
    public (int Call, Fault Fault)? Plan { get; set; }

    /// <summary>The next call whose name begins so fails.</summary>
    public (string Call, Fault Fault)? FailNext { get; set; }

    /// <summary>The process dies; the machine, with its page cache, goes on.</summary>
    public void Kill()
    {
        _life++;
        _locks.Clear();
        Log.Clear();
        Calls = 0;
        Plan = null;
        FailNext = null;
        _full = false;
    }

    /// <summary>The machine dies.</summary>
    public void CutPower()
    {
        var nodes = _names.Values.Concat(_durableNames.Values).ToHashSet();
        foreach (var change in _pending)
        {
            if (Coin())
            {
                change.Apply(_durableNames, _durableDirectories);
            }
        }

        _pending = [];
        foreach (var node in nodes)
        {
            node.CutPower(_random);
        }

        _durableDirectories.RemoveWhere(directory => directory != "/" && !_durableDirectories.Contains(Parent(directory)));
        _durableNames = _durableNames.Where(name => _durableDirectories.Contains(Parent(name.Key))).ToDictionary();
        _names = new(_durableNames);
        _directories = [.. _durableDirectories];
        Kill();
    }

    public override StoreFile OpenRead(string path)
    {
        if (Step("open " + path) is not null)
        {
            throw Failed();
        }

        return new OpenFile(this, _names.TryGetValue(path, out var node) ? node : throw new FileNotFoundException(path), _life);
    }

    public override StoreFile OpenWrite(string path)
    {
        var fault = Step("create " + path);
        if (fault is Fault.Refused || (_full && !_names.ContainsKey(path)))
        {
            throw Failed();
        }

        if (!_names.TryGetValue(path, out var node))
        {
            node = _names[path] = new Node();
            _pending.Add(new NameChange(Parent(path), (on, _) => on[path] = node));
        }

        return fault is null or Fault.DiskFull ? new OpenFile(this, node, _life) : throw Failed();
    }

    public override bool FileExists(string path) => _names.ContainsKey(path);

    public override bool DirectoryExists(string path) => _directories.Contains(path);

    public override IReadOnlyList<string> List(string directory)
    {
        if (Step("list " + directory) is not null)
        {
            throw Failed();
        }

        if (!_directories.Contains(directory))
        {
            throw new DirectoryNotFoundException(directory);
        }

        return
        [
            .. _names.Keys.Where(path => Parent(path) == directory).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal),
        ];
    }

    public override void CreateDirectory(string path)
    {
        var fault = Step("mkdir " + path);
        if (fault is Fault.Refused || _full)
        {
            throw Failed();
        }

        _directories.Add(path);
        _pending.Add(new NameChange(Parent(path), (_, on) => on.Add(path)));
        if (fault is not null)
        {
            throw Failed();
        }
    }

    public override void SyncDirectory(string path)
    {
        var fault = Step("syncdir " + path);
        if (fault is Fault.Refused)
        {
            throw Failed();
        }

        var settled = IgnoresSync
            ? []
            : _pending.Where(change => change.Directory == path && (fault is null or Fault.DiskFull || Coin())).ToList();
        foreach (var change in settled)
        {
            change.Apply(_durableNames, _durableDirectories);
        }

        _pending = [.. _pending.Except(settled)];
        if (fault is Fault.Halfway)
        {
            throw Failed();
        }
    }

    public override void Rename(string from, string to)
    {
        var fault = Step("rename " + from);
        if (fault is Fault.Refused)
        {
            throw Failed();
        }

        _names.Remove(from, out var node);
        _names[to] = node ?? throw new FileNotFoundException(from);
        _pending.Add(
            new NameChange(
                Parent(to),
                (on, _) =>
                {
                    on.Remove(from);
                    on[to] = node;
                }
            )
        );
        if (fault is Fault.Halfway)
        {
            throw Failed();
        }
    }

    public override IDisposable? TryLock(string path)
    {
        OpenWrite(path).Dispose();
        return _locks.Add(path) ? new HeldLock(this, path, _life) : null;
    }

    /// <summary>Changes a byte on the disk itself: rot.</summary>
    public void Rot(string path, long offset) => _names[path].Rot((int)offset);

    public void Remove(string path)
    {
        _names.Remove(path);
        _durableNames.Remove(path);
    }

    public long LengthOf(string path) => _names[path].Length;

    private static string Parent(string path) => Path.GetDirectoryName(path)!;

    private static IOException Failed() => new("the disk failed, as planned");

    private bool Coin() => _random.Next(2) == 0;

    /// <summary>Counts a call and says how it is to fail, if at all.</summary>
    private Fault? Step(string call)
    {
        Calls++;
        Log.Add(call);
        Fault fault;
        if (FailNext is { } next && call.StartsWith(next.Call, StringComparison.Ordinal))
        {
            (FailNext, fault) = (null, next.Fault);
        }
        else if (Plan is { } plan && plan.Call == Calls)
        {
            fault = plan.Fault;
        }
        else
        {
            return null;
        }

        if (fault is Fault.PowerCut && !call.StartsWith("write", StringComparison.Ordinal))
        {
            throw new PowerCutException();
        }

        _full |= fault is Fault.DiskFull;
        return fault;
    }

    private sealed class HeldLock(ForgetfulFileSystem disk, string path, int life) : IDisposable
    {
        public void Dispose()
        {
            if (disk._life == life)
            {
                disk._locks.Remove(path);
            }
        }
    }
}
