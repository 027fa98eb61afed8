using ChainOfSight.Storage;

namespace ChainOfSight.Tests.Storage;

/// <summary>Temporary files on a disk that takes <paramref name="capacity"/> bytes in all.</summary>
internal sealed class FullDisk(int capacity) : ITemporaryFiles
{
    public Stream Create(string path) => new Quota(File.Create(path), capacity);

    public void FlushToDisk(Stream file) => file.Flush();

    public long? FreeBytes(string path) => capacity;

    private sealed class Quota(FileStream inner, int capacity) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => inner.Length;

        public override long Position { get => inner.Position; set => inner.Position = value; }

        public override void Write(byte[] buffer, int offset, int count)
        {
            if (inner.Length + count > capacity)
            {
                throw new IOException("No space left on device", 28);
            }

            inner.Write(buffer, offset, count);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.ToArray(), 0, buffer.Length);
            return ValueTask.CompletedTask;
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
