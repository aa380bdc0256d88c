using System.Net.Http.Headers;
using Sirekap.Ledger.Policies;
using Sirekap.Ledger.Witnessing;

namespace Sirekap.Demo.Tricks;

/// <summary>Puts one add-checkpoint request to a log witness; null when it cannot be reached.</summary>
/// <remarks>
/// Not the log's <see cref="WitnessClient"/>, which goes on from whatever size the witness names: a witness that had lost its memory would
/// then cosign a forgery, and never again the honest ledger.
/// </remarks>
public delegate Task<WitnessResponse?> AskWitness(PolicyWitness witness, WitnessRequest request, CancellationToken cancellation);

/// <summary>Asks log witnesses at the addresses that the policy gives.</summary>
public static class WitnessesOverHttp
{
    /// <summary>Many times a note with 16 signature lines, which is all that an honest witness answers.</summary>
    private const int MostBytes = 1 << 16;

    /// <param name="http">Shared, so that connections are kept.</param>
    /// <param name="patience">For each request.</param>
    public static AskWitness With(HttpClient http, TimeSpan patience) =>
        async (witness, request, cancellation) =>
        {
            if (witness.Url is null)
            {
                return null;
            }

            using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limited.CancelAfter(patience);
            try
            {
                using var content = new ByteArrayContent(request.Encode());
                content.Headers.ContentType = new MediaTypeHeaderValue("text/plain", "utf-8");
                using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(witness.Url.TrimEnd('/') + "/add-checkpoint"))
                {
                    Content = content,
                };
                using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limited.Token);
                await using var stream = await response.Content.ReadAsStreamAsync(limited.Token);
                var body = new byte[MostBytes];
                var length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, limited.Token);
                return new WitnessResponse((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType ?? "", body[..length]);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return null;
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                return null;
            }
        };
}
