using FsCheck;
using FsCheck.Fluent;
using Sirekap.Simulation.Handwriting;

namespace Sirekap.Simulation.Tests.Handwriting;

public sealed class FoldsTests
{
    [Fact]
    public void Copies_are_in_one_fold_whatever_the_seed() =>
        Prop.ForAll<int[], int>(
                (pictures, seed) =>
                {
                    string[] originals = [.. pictures.Select(picture => $"{picture % 10}")];
                    var folds = Folds.Of(originals, 5, unchecked((ulong)seed));
                    return originals
                            .Zip(folds)
                            .GroupBy(pair => pair.First)
                            .All(copies => copies.Select(pair => pair.Second).Distinct().Count() == 1)
                        && folds.All(fold => fold is >= 0 and < 5);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Folds_are_of_one_size_and_follow_from_the_seed_not_from_the_order_of_files()
    {
        string[] files = [.. Enumerable.Range(0, 103).Select(i => $"{i}.jpg")];

        var folds = Folds.Of(files, 5, 1);

        folds.GroupBy(fold => fold).Select(fold => fold.Count()).Order().ShouldBe([20, 20, 21, 21, 21]);
        Folds.Of([.. files.Reverse()], 5, 1).Reverse().ShouldBe(folds);
        Folds.Of(files, 5, 2).ShouldNotBe(folds);
    }
}
