using Sirekap.Ledger.Storage;

namespace Sirekap.Ledger.Tests.Storage;

public sealed partial class ForgetfulFileSystem
{
    /// <summary>A file's content in the page cache and on the platter.</summary>
    private sealed class Node
    {
        private readonly SortedSet<int> dirty = [];
        private byte[] cached = [];
        private byte[] durable = [];

        public int Length => cached.Length;

        public int Read(long offset, Span<byte> destination)
        {
            var from = (int)Math.Min(offset, cached.Length);
            var count = Math.Min(destination.Length, cached.Length - from);
            cached.AsSpan(from, count).CopyTo(destination);
            return count;
        }

        public void Write(int offset, ReadOnlySpan<byte> bytes)
        {
            if (offset + bytes.Length > cached.Length)
            {
                Array.Resize(ref cached, offset + bytes.Length);
            }

            bytes.CopyTo(cached.AsSpan(offset));
            for (var page = offset / PageBytes; page * PageBytes < offset + bytes.Length; page++)
            {
                dirty.Add(page);
            }
        }

        public void Truncate(int length)
        {
            Array.Resize(ref cached, length);
            dirty.RemoveWhere(page => page * PageBytes >= length);
        }

        public void Sync()
        {
            Array.Resize(ref durable, cached.Length);
            foreach (var page in dirty)
            {
                Settle(page);
            }

            dirty.Clear();
        }

        /// <summary>Pages are marked clean, whether they were written or not.</summary>
        public void FailSync(Random random, Fault fault)
        {
            foreach (var page in dirty)
            {
                if (fault is Fault.Halfway && random.Next(2) == 0)
                {
                    Settle(page);
                }
            }

            dirty.Clear();
        }

        public void CutPower(Random random)
        {
            foreach (var page in dirty)
            {
                if (random.Next(2) == 0)
                {
                    Settle(page);
                }
            }

            dirty.Clear();
            if (random.Next(2) == 0)
            {
                Array.Resize(ref durable, cached.Length);
            }

            cached = [.. durable];
        }

        public void Rot(int offset)
        {
            cached[offset] ^= 0x40;
            durable = [.. cached];
        }

        private void Settle(int page)
        {
            var from = page * PageBytes;
            var count = Math.Min(PageBytes, cached.Length - from);
            if (durable.Length < from + count)
            {
                Array.Resize(ref durable, from + count);
            }

            cached.AsSpan(from, count).CopyTo(durable.AsSpan(from));
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
            if (fault is null && !disk.full)
            {
                node.Write((int)offset, bytes);
                return;
            }

            if (fault is not Fault.Refused)
            {
                node.Write((int)offset, bytes[..disk.random.Next(bytes.Length + 1)]);
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
                node.FailSync(disk.random, fault.Value);
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
            if (disk.life != life)
            {
                throw new PowerCutException();
            }
        }
    }
}
