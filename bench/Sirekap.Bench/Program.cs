using System.Reflection;
using Sirekap.Bench;
using Sirekap.Bench.Forms;

// bench/run NAME: runs one benchmark, whose last line is its figure as JSON; without a name lists them. Each benchmark is a file of its own
// here.
var benchmarks = new (string Name, string What, Func<string[], int> Run)[]
{
    ("recount", "all levels and classes of 823,236 stations, beside DuckDB's GROUP BY ROLLUP", Recount.Run),
    ("growth", "a nation's places grow: tree, rows and sums of a contest", Growth.Run),
    ("intake", "durable forms a second in one process, beside bare P-256 checks", Intake.Run),
    ("intake-http", "durable forms a second over HTTP, from a process of its own, and at ten times the national peak", IntakeHttp.Run),
    ("latency", "accepted until document and page show it, national, with 190 forms a second beside", Latency.Run),
    ("desk", "200 review desks over 10,000 forms that wait, with forms coming in: time and bytes of queue and papers", Desk.Run),
    ("abuse", "honest clients beside ten thousand connections, slow ones, floods", Abuse.Run),
    ("verify", "a national publication without signatures, beside hashing the same files", VerifyNational.Run),
    ("verify-signatures", "a national publication with signatures, beside bare P-256 checks", VerifyNational.RunWithSignatures),
    ("photos", "a national publication with 2.47 million photos listed and absent: published, verified", PhotoListing.Run),
    ("rebuild", "the national record from the store, beside hashing the same bytes", Rebuild.Run),
    ("page", "weight and time of pages of real results", PageWeight.Run),
    ("serve", "result documents over HTTP, beside nginx serving the same bytes as files", Serve.Run),
    (
        "forms",
        "simulated forms read: clear and wrong, clear of the legible (options: bench/Sirekap.Bench/Forms/FormsBench.cs)",
        FormsBench.Run
    ),
    ("memory", "resident size of a process that holds the national record", Memory.Run),
    ("five-contests", "five contests of a tenth of the nation (--stations N): memory, rebuild, publish, verify", FiveContests.Run),
    ("read-page", "pages of 12 megapixels read on one core, beside libturbojpeg's decode; memory of eight in flight", ReadPage.Run),
    ("dialects", "100,000 tables in dialects drawn at random: none may be read as other figures (--seed N --files N)", Dialects.Run),
    ("digits", "digit boxes a second on one core, beside the mark of 10,000", DigitSpeed.Run),
};

foreach (var (name, _, run) in benchmarks)
{
    if (args is [var asked, .. var rest] && asked == name)
    {
        return run(rest);
    }
}

Console.WriteLine($"usage: bench/run NAME ({Assembly.GetExecutingAssembly().GetName().Version})");
foreach (var (name, what, _) in benchmarks)
{
    Console.WriteLine($"  {name, -18} {what}");
}

// A program of its own: it starts and kills processes.
Console.WriteLine($"  {"crash", -18} 500 kills of a writing process, and what they lost (bench/crash)");
return args.Length == 0 ? 0 : 2;
