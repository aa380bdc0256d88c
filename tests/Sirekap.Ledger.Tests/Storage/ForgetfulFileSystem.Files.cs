using Sirekap.Ledger.Storage;

namespace Sirekap.Ledger.Tests.Storage;

public sealed partial class ForgetfulFileSystem
{
    /// <summary>A file's content in the page cache and on the platter.</summary>
    private sealed class Node
    {
        private readonly SortedSet<int> _dirty = [];
        private byte[] _cached = [];
        private byte[] _durable = [];

        public int Length => _cached.Length;

        public int Read(long offset, Span<byte> destination)
        {
            var from = (int)Math.Min(offset, _cached.Length);
            var count = Math.Min(destination.Length, _cached.Length - from);
            _cached.AsSpan(from, count).CopyTo(destination);
            return count;
        }

        public void Write(int offset, ReadOnlySpan<byte> bytes)
        {
            if (offset + bytes.Length > _cached.Length)
            {
                Array.Resize(ref _cached, offset + bytes.Length);
            }

            bytes.CopyTo(_cached.AsSpan(offset));
            for (var page = offset / PageBytes; page * PageBytes < offset + bytes.Length; page++)
            {
                _dirty.Add(page);
            }
        }

        public void Truncate(int length)
        {
            Array.Resize(ref _cached, length);
            _dirty.RemoveWhere(page => page * PageBytes >= length);
        }

        public void Sync()
        {
            Array.Resize(ref _durable, _cached.Length);
            foreach (var page in _dirty)
            {
                Settle(page);
            }

            _dirty.Clear();
        }

        /// <summary>Pages are marked clean, whether they were written or not.</summary>
        public void FailSync(Random random, Fault fault)
        {
            foreach (var page in _dirty)
            {
                if (fault is Fault.Halfway && random.Next(2) == 0)
                {
                    Settle(page);
                }
            }

            _dirty.Clear();
        }

        public void CutPower(Random random)
        {
            foreach (var page in _dirty)
            {
                if (random.Next(2) == 0)
                {
                    Settle(page);
                }
            }

            _dirty.Clear();
            if (random.Next(2) == 0)
            {
                Array.Resize(ref _durable, _cached.Length);
            }

            _cached = [.. _durable];
        }

        public void Rot(int offset)
        {
            _cached[offset] ^= 0x40;
            _durable = [.. _cached];
        }

        private void Settle(int page)
        {
            var from = page * PageBytes;
            var count = Math.Min(PageBytes, _cached.Length - from);
            if (_durable.Length < from + count)
            {
                Array.Resize(ref _durable, from + count);
            }

            _cached.AsSpan(from, count).CopyTo(_durable.AsSpan(from));
        }
    }

    private sealed class OpenFile(ForgetfulFileSystem disk, Node node, int life) : StoreFile
    {
        public override long Length => node.Length;

        public override int Read(long offset, Span<byte> destination)
        {
            Live();
            return disk.Step("read") is null or Fault.DiskFull ? node.Read(offset, destination) : throw Failed();
        }

        public override void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            Live();
            var fault = disk.Step("write");
            if (fault is null && !disk._full)
            {
                node.Write((int)offset, bytes);
                return;
            }

            if (fault is not Fault.Refused)
            {
                node.Write((int)offset, bytes[..disk._random.Next(bytes.Length + 1)]);
            }

            throw fault is Fault.PowerCut ? new PowerCutException() : Failed();
        }

        public override void Truncate(long length)
        {
            Live();
            var fault = disk.Step("truncate");
            if (fault is not Fault.Refused)
            {
                node.Truncate((int)length);
            }

            if (fault is Fault.Refused or Fault.Halfway)
            {
                throw Failed();
            }
        }

        public override void Sync()
        {
            Live();
            var fault = disk.Step("sync");
            if (fault is Fault.Refused or Fault.Halfway)
            {
                node.FailSync(disk._random, fault.Value);
                throw Failed();
            }

            if (!disk.IgnoresSync)
            {
                node.Sync();
            }
        }

        protected override void Dispose(bool disposing) { }

        private void Live()
        {
            if (disk._life != life)
            {
                throw new PowerCutException();
            }
        }
    }
}
