using System.Globalization;
using System.Text;

namespace Sirekap.Ledger.Witnessing;

/// <summary>What a log witness answers, ready for HTTP.</summary>
/// <param name="Status">200, 400, 403, 404, 409 or 422 (C2SP tlog-witness).</param>
/// <param name="ContentType">The media type of the body.</param>
/// <param name="Body">Signature lines, the size cosigned last, or the reason in words.</param>
public sealed record WitnessResponse(int Status, string ContentType, byte[] Body)
{
    /// <summary>The media type of the body of a 409 (tlog-witness).</summary>
    public const string SizeContentType = "text/x.tlog.size";

    private const string Text = "text/plain; charset=utf-8";

    internal static WitnessResponse Cosigned(byte[] signatureLines) => new(200, Text, signatureLines);

    internal static WitnessResponse Conflict(long size) =>
        new(409, SizeContentType, Encoding.ASCII.GetBytes(size.ToString(CultureInfo.InvariantCulture) + "\n"));

    internal static WitnessResponse Refused(int status, string reason) => new(status, Text, Encoding.UTF8.GetBytes(reason + "\n"));
}
