using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Sirekap.Site.Protection;

/// <summary>
/// Whom limits count: an IPv4 address, or the 64 bits of network that a household or phone has in IPv6. Held in memory for seconds, written
/// nowhere.
/// </summary>
/// <param name="Version">4 or 6; 0 where there is no address, as on a local socket.</param>
/// <param name="Bits">The address or network.</param>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> is a client without an address.</remarks>
public readonly record struct ClientAddress(byte Version, ulong Bits)
{
    public static ClientAddress Of(HttpContext context) => Of(context.Connection.RemoteIpAddress);

    public static ClientAddress Of(IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (address is null || !address.TryWriteBytes(bytes, out var length))
        {
            return default;
        }

        return address.AddressFamily == AddressFamily.InterNetwork ? new ClientAddress(4, BinaryPrimitives.ReadUInt32BigEndian(bytes))
            : address.IsIPv4MappedToIPv6 ? new ClientAddress(4, BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]))
            : new ClientAddress(6, BinaryPrimitives.ReadUInt64BigEndian(bytes));
    }
}
