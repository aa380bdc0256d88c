using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Sirekap.Site.Protection;

/// <summary>
/// Whom limits count: an IPv4 address, or the 64 bits of network that a household or phone has in IPv6. Held in memory for seconds, written
/// nowhere.
/// </summary>
/// <param name="Version">4 or 6; 24 or 48 of a network; 0 where there is no address, as on a local socket.</param>
/// <param name="Bits">The address or network.</param>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> is a client without an address.</remarks>
public readonly record struct ClientAddress(byte Version, ulong Bits)
{
    /// <summary>Bits of an address beyond its network: 8 beyond /24, and of the 64 that are held 16 beyond /48.</summary>
    private const int BeyondNetwork4 = 8,
        BeyondNetwork6 = 16;

    /// <summary>
    /// The network that an address comes from, /24 or /48, which is what one who attacks has many addresses of; no address has its name.
    /// </summary>
    public ClientAddress Network =>
        Version switch
        {
            4 => new ClientAddress(24, Bits >> BeyondNetwork4),
            6 => new ClientAddress(48, Bits >> BeyondNetwork6),
            _ => this,
        };

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
