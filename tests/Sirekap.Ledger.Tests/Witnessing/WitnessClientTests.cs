using System.Net;
using System.Net.Http.Headers;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Tests.Storage;
using Sirekap.Ledger.Witnessing;

namespace Sirekap.Ledger.Tests.Witnessing;

public sealed class WitnessClientTests : IDisposable
{
    private readonly Witness _witness = TestWitness.Open(new ForgetfulFileSystem(1));
    private readonly Wire _wire;
    private readonly HttpClient _http;
    private readonly WitnessClient _client;

    public WitnessClientTests()
    {
        _wire = new Wire(body => _witness.AddCheckpoint(body));
        _http = new HttpClient(_wire);
        _client = Client();
    }

    public void Dispose()
    {
        _http.Dispose();
        _wire.Dispose();
        _witness.Dispose();
    }

    private WitnessClient Client(VerifierKey? key = null, double seconds = 30) =>
        new(_http, new Uri("http://w1.example/prefix/"), key ?? TestWitness.Key.Verifier, TimeSpan.FromSeconds(seconds));

    private static Task<WitnessAnswer> Submit(WitnessClient client, int size, int forkAt = int.MaxValue)
    {
        var tree = TestLog.Tree(size, forkAt);
        return client.SubmitAsync(TestLog.Sign(tree), old => tree.Consistency(old, size), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_cosignature_is_fetched_verified_and_fits_the_checkpoint()
    {
        foreach (var size in (int[])[3, 3, 9, 300])
        {
            var answer = (await Submit(_client, size)).ShouldBeOfType<WitnessAnswer.Cosigned>();
            var cosigned = TestLog.Sign(TestLog.Tree(size)).WithSignatures(answer.Signatures);
            cosigned.Note.VerifySignatures([TestLog.Key.Verifier, TestWitness.Key.Verifier]).Count.ShouldBe(2);
        }

        _wire.Requests.ShouldBe(4, "the client remembers what the witness cosigned last");
        _wire.Last.ShouldBe(new Uri("http://w1.example/prefix/add-checkpoint"));
    }

    [Fact]
    public async Task A_client_that_knows_nothing_asks_once_more_from_where_the_witness_is()
    {
        await Submit(_client, 5);
        var requests = _wire.Requests;
        (await Submit(Client(), 9)).ShouldBeOfType<WitnessAnswer.Cosigned>();
        _wire.Requests.ShouldBe(requests + 2);
        (await Submit(Client(), 9)).ShouldBeOfType<WitnessAnswer.Cosigned>("the same size again, after a restart");
    }

    [Fact]
    public async Task A_witness_that_has_seen_more_is_reported()
    {
        await Submit(_client, 9);
        (await Submit(Client(), 5)).ShouldBe(new WitnessAnswer.WitnessAhead(9));
        (await Submit(_client, 5)).ShouldBe(new WitnessAnswer.WitnessAhead(9));
    }

    [Fact]
    public async Task A_witness_that_has_seen_another_history_is_reported()
    {
        await Submit(_client, 9);
        (await Submit(Client(), 12, forkAt: 4)).ShouldBe(new WitnessAnswer.WitnessContradicts(9));
        (await Submit(Client(), 9, forkAt: 4)).ShouldBe(new WitnessAnswer.WitnessContradicts(9));
        (await Submit(_client, 9, forkAt: 4)).ShouldBe(new WitnessAnswer.WitnessContradicts(9));
    }

    [Fact]
    public async Task A_witness_that_moves_between_the_two_requests_is_left_for_later()
    {
        var size = 1;
        _wire.Answer = _ => WitnessResponse.Conflict(size++);
        (await Submit(_client, 9)).ShouldBe(new WitnessAnswer.Contended(2));
        _wire.Requests.ShouldBe(2);
    }

    [Fact]
    public async Task Signatures_of_unknown_keys_are_ignored()
    {
        using var other = CosignatureSigner.Generate("witness.example/other", TimeProvider.System);
        _wire.Answer = body =>
        {
            var honest = _witness.AddCheckpoint(body);
            var text = TestLog.Sign(TestLog.Tree(3)).Note.Text.ToArray();
            return honest with { Body = [.. Note.Encode(text, [other.Sign(text)])[(text.Length + 1)..], .. honest.Body] };
        };
        (await Submit(_client, 3))
            .ShouldBeOfType<WitnessAnswer.Cosigned>()
            .Signatures.ShouldHaveSingleItem()
            .KeyName.ShouldBe("witness.example/w1");
        (await Submit(Client(other.Verifier), 3)).ShouldNotBeOfType<WitnessAnswer.Cosigned>();
    }

    [Fact]
    public async Task A_cosignature_that_does_not_verify_is_not_used()
    {
        _wire.Answer = body => _witness.AddCheckpoint(TestWitness.Request(0, 4).Encode());
        (await Submit(_client, 3)).ShouldBeOfType<WitnessAnswer.Unusable>().Reason.ShouldContain("does not verify");
    }

    [Theory]
    [InlineData(200, "text/plain", "")]
    [InlineData(200, "text/plain", "nonsense\n")]
    [InlineData(409, "text/plain", "3\n")]
    [InlineData(409, "text/x.tlog.size", "3")]
    [InlineData(409, "text/x.tlog.size", "03\n")]
    [InlineData(409, "text/x.tlog.size", "-1\n")]
    [InlineData(409, "text/x.tlog.size", "")]
    [InlineData(409, "text/x.tlog.size", "0\n")]
    public async Task An_answer_outside_the_protocol_is_not_used(int status, string type, string body)
    {
        _wire.Answer = _ => new WitnessResponse(status, type, System.Text.Encoding.UTF8.GetBytes(body));
        (await Submit(_client, 9)).ShouldBeOfType<WitnessAnswer.Unusable>();
    }

    [Fact]
    public async Task An_endless_answer_is_cut_off()
    {
        _wire.Answer = _ => new WitnessResponse(200, "text/plain", new byte[10_000_000]);
        (await Submit(_client, 9)).ShouldBeOfType<WitnessAnswer.Unusable>().Reason.ShouldContain("more than 65536 bytes");
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task A_refusal_is_handed_on_with_its_reason(int status)
    {
        _wire.Answer = _ => WitnessResponse.Refused(status, "because");
        (await Submit(_client, 9)).ShouldBe(new WitnessAnswer.Refused(status, "because"));
    }

    [Fact]
    public async Task A_witness_that_cannot_be_reached_or_is_silent_costs_no_exception()
    {
        _wire.Answer = _ => throw new HttpRequestException("refused");
        (await Submit(_client, 9)).ShouldBe(new WitnessAnswer.Unreachable("refused"));
        _wire.Answer = null;
        (await Submit(Client(seconds: 0.02), 9)).ShouldBeOfType<WitnessAnswer.Unreachable>();
    }

    [Fact]
    public async Task The_callers_own_cancellation_is_one()
    {
        _wire.Answer = null;
        using var cancelled = new CancellationTokenSource();
        var pending = _client.SubmitAsync(TestLog.Sign(TestLog.Tree(3)), _ => [], cancelled.Token);
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => pending);
    }

    /// <summary>HTTP without a network.</summary>
    private sealed class Wire(Func<byte[], WitnessResponse> answer) : HttpMessageHandler
    {
        /// <summary>Null: never answers.</summary>
        public Func<byte[], WitnessResponse>? Answer { get; set; } = answer;

        public int Requests { get; private set; }

        public Uri? Last { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            Last = request.RequestUri;
            request.Method.ShouldBe(HttpMethod.Post);
            var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            if (Answer is null)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            var response = Answer!(body);
            var content = new ByteArrayContent(response.Body);
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(response.ContentType);
            return new HttpResponseMessage((HttpStatusCode)response.Status) { Content = content };
        }
    }
}
