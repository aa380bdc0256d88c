using Sirekap.Elections;

namespace Sirekap.Node;

/// <summary>A blob has been stored on this node's disk.</summary>
/// <param name="blob">Its hash.</param>
public sealed class StoredBlobEventArgs(Digest blob) : EventArgs
{
    public Digest Blob { get; } = blob;
}
