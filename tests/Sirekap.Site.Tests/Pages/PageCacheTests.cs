using Sirekap.Site.Pages;

namespace Sirekap.Site.Tests.Pages;

/// <summary>Finished pages are kept, made once, and forgotten.</summary>
public sealed class PageCacheTests
{
    private readonly StillTime _time = new();
    private int _made;

    [Fact]
    public async Task Who_ask_for_the_same_page_at_once_have_it_made_once()
    {
        var cache = new PageCache(_time);
        var gate = new TaskCompletionSource();
        var asked = Enumerable
            .Range(0, 50)
            .Select(_ =>
                cache.GetAsync(
                    Key("/a"),
                    async () =>
                    {
                        await gate.Task;
                        return Page(Interlocked.Increment(ref _made));
                    }
                )
            )
            .ToArray();
        gate.SetResult();
        (await Task.WhenAll(asked)).Select(page => page.ETag).Distinct().ShouldHaveSingleItem();
        _made.ShouldBe(1);
    }

    [Fact]
    public async Task A_page_of_another_moment_or_of_another_host_is_another_page()
    {
        var cache = new PageCache(_time);
        await Ask(cache, Key("/a"));
        await Ask(cache, Key("/a") with { Size = 2 });
        await Ask(cache, Key("/a") with { Origin = "http://other.example" });
        await Ask(cache, Key("/a"));
        _made.ShouldBe(3);
    }

    [Fact]
    public async Task A_page_is_made_anew_after_some_seconds()
    {
        var cache = new PageCache(_time);
        await Ask(cache, Key("/a"));
        _time.Now += TimeSpan.FromSeconds(9);
        await Ask(cache, Key("/a"));
        _made.ShouldBe(1);
        _time.Now += TimeSpan.FromSeconds(2);
        await Ask(cache, Key("/a"));
        _made.ShouldBe(2);
    }

    [Fact]
    public async Task What_could_not_be_made_is_tried_again()
    {
        var cache = new PageCache(_time);
        await Should.ThrowAsync<InvalidDataException>(() =>
            cache.GetAsync(Key("/a"), () => Task.FromException<FinishedPage>(new InvalidDataException("broken")))
        );
        await cache.GetAsync(Key("/b"), () => Task.FromResult(Page(1) with { Status = 503 }));
        (await Ask(cache, Key("/a"))).Status.ShouldBe(200);
        (await Ask(cache, Key("/b"))).Status.ShouldBe(200);
        _made.ShouldBe(2);
    }

    [Fact]
    public async Task Made_up_addresses_push_out_one_another_and_not_what_is_asked_for()
    {
        var cache = new PageCache(_time);
        for (var i = 0; i < 20_000; i++)
        {
            await Ask(cache, Key($"/{i}"));
            await cache.GetAsync(Key("/wanted"), () => Task.FromResult(Page(0)));
        }

        cache.Count.ShouldBeLessThanOrEqualTo(8_001);
    }

    private static PageKey Key(string target) => new("http://here.example", target, 1, 0);

    private static FinishedPage Page(int number) => new(200, "text/html", new byte[100], $"\"{number}\"", Fixed: false);

    private Task<FinishedPage> Ask(PageCache cache, PageKey key) =>
        cache.GetAsync(key, () => Task.FromResult(Page(Interlocked.Increment(ref _made))));

    private sealed class StillTime : TimeProvider
    {
        public TimeSpan Now { get; set; } = TimeSpan.FromDays(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
