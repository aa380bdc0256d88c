namespace Sirekap.Node;

/// <summary>How much room a node's disk has.</summary>
public enum DiskRoom : byte
{
    /// <summary>Enough for everything.</summary>
    Ample,

    /// <summary>What is left is kept for statements and small words: photos and documents wait, and no whole publication is made.</summary>
    Reserve,

    /// <summary>Nothing more is written, so that no write fails half-way and stops the ledger; pages go on.</summary>
    Full,
}

/// <summary>Looks how much room a folder's disk has, at most ten times a second. Safe for several threads.</summary>
/// <param name="folder">A folder on it.</param>
/// <param name="options">How much there should be.</param>
internal sealed class DiskWatch(string folder, IntakeOptions options)
{
    /// <summary>Milliseconds between two looks: a disk takes some 50 MB in this time, which is less than what is kept free.</summary>
    public const int Between = 100;

    private readonly DriveInfo _drive = new(Path.GetFullPath(folder));
    private long _looked = long.MinValue / 2;
    private int _room;

    /// <summary>Bytes that were free when it looked last.</summary>
    public long Free { get; private set; }

    public DiskRoom Room
    {
        get
        {
            var now = Environment.TickCount64;
            var looked = Volatile.Read(ref _looked);
            if (now - looked >= Between && Interlocked.CompareExchange(ref _looked, now, looked) == looked)
            {
                Free = _drive.AvailableFreeSpace;
                var room =
                    Free < options.DiskFloor ? DiskRoom.Full
                    : Free < options.DiskReserve ? DiskRoom.Reserve
                    : DiskRoom.Ample;
                Volatile.Write(ref _room, (int)room);
            }

            return (DiskRoom)Volatile.Read(ref _room);
        }
    }
}

/// <summary>There is no room on the disk for another entry; nothing was written, and the ledger goes on when there is.</summary>
public sealed class DiskFullException(long free)
    : IOException($"the disk has {free} bytes left, which is less than is kept free: nothing is written until there is room");
