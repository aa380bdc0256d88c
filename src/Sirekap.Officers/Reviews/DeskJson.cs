using System.Buffers;
using System.Text.Json;

namespace Sirekap.Officers.Reviews;

/// <summary>Documents of the desk.</summary>
internal static class DeskJson
{
    /// <summary>One object.</summary>
    /// <param name="members">Writes its members.</param>
    public static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
