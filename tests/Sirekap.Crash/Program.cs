using Sirekap.Crash;

// child DIR: writes to the ledger in DIR until it is killed or has nothing left to say; run [KILLS] [SEED]: kills such children and checks
// what they leave.
switch (args)
{
    case ["child", var scene, var life]:
        return await Child.Run(Scene.At(scene), int.Parse(life));
    case ["run", .. var rest]:
        var kills = rest.Length > 0 ? int.Parse(rest[0]) : 500;
        var seed = rest.Length > 1 ? int.Parse(rest[1]) : 1;
        var result = CrashRun.Run(kills, seed, Console.Error.WriteLine);
        foreach (var contradiction in result.Contradictions)
        {
            Console.WriteLine(contradiction);
        }

        Console.WriteLine(result);
        Console.WriteLine(
            $$"""{"name":"crash","figure":{{result.Kills}},"unit":"kills","beside":"lost or contradicted","besideFigure":"""
                + $$"""{{result.Contradictions.Count}},"ratio":null,"met":"""
                + $$"""{{(result.Contradictions.Count == 0 && result.Kills >= kills ? "true" : "false")}}}"""
        );
        return result.Contradictions.Count == 0 ? 0 : 1;
    default:
        Console.Error.WriteLine("usage: run [KILLS] [SEED]");
        return 2;
}
