namespace Sirekap.Simulation.Rasters;

/// <summary>
/// Letters as polylines, for rasters. Two digits are a point: x 0 … 4 from left to right, y upwards with the baseline at 2, small letters
/// up to 6, capitals up to 8. A blank lifts the pen; a single point is a dot.
/// </summary>
internal static class StrokeLetters
{
    private const string Unknown = "0208484202";

    // A letter, a blank, its strokes.
    private const string Table = """
        A 022842 1434
        B 02083847463505 3544433202
        C 4738180703123243
        D 02082846442202
        E 48080242 0535
        F 480802 0535
        G 47381807031232434525
        H 0208 4248 0545
        I 2228
        J 4843321203
        K 0208 4804 1542
        L 080242
        M 0208254842
        N 02084248
        O 183847433212030718
        P 02083847463505
        Q 183847433212030718 2442
        R 02083847463505 2542
        S 473818070615354443321203
        T 0848 2822
        U 080312324348
        V 082248
        W 0812263248
        X 0842 0248
        Y 082548 2522
        Z 08480242
        a 4536160503123243 4642
        b 0802 0516364543321203
        c 4536160503123243
        d 4842 4536160503123243
        e 04444536160503123243
        f 38281712 0636
        g 4536160503123243 4641301001
        h 0802 0516364542
        i 2622 28
        j 36312010 38
        k 0802 3604 1432
        l 2822
        m 0602 05162522 25364542
        n 0602 0516364542
        o 163645433212030516
        p 0600 0516364543321203
        q 4640 4536160503123243
        r 0602 05163645
        s 45361605143443321203
        t 18132232 0636
        u 060312324346 4642
        v 062246
        w 0612253246
        x 0642 0246
        y 0622 4610
        z 06460242
        0 183847433212030718
        1 172822
        2 07183847460242
        3 0718384746354443321203 1535
        4 32380444
        5 480805354443321203
        6 4738180703123243443505
        7 084822
        8 183847463515060718 1504031232434435
        9 4515060718384743321203
        . 22
        , 2311
        - 1535
        / 0248
        ( 38262432
        ) 18262412
        : 23 26
        ; 26 2311
        ' 2826
        " 1816 3836
        + 0545 2327
        = 0444 0646
        ! 2824 22
        ? 07183847462524 22
        * 0646 1337 1733
        # 1218 3238 0444 0646
        _ 0141
        & 4207182604122244
        % 0248 07 43
        < 470543
        > 074503
        [ 38181232
        ] 18383212
        | 2820
        @ 3425143435 344347381807031232
        """;

    private static readonly Dictionary<char, (int X, int Y)[][]> Drawn = Table
        .Split('\n', StringSplitOptions.TrimEntries)
        .ToDictionary(line => line[0], line => Parse(line[2..]));

    private static readonly (int X, int Y)[][] Box = Parse(Unknown);

    /// <summary>The strokes of a letter; none for a blank.</summary>
    public static (int X, int Y)[][] Of(char letter) => letter == ' ' ? [] : Drawn.GetValueOrDefault(letter, Box);

    private static (int X, int Y)[][] Parse(string strokes) =>
        [
            .. strokes
                .Split(' ')
                .Select(stroke =>
                    Enumerable.Range(0, stroke.Length / 2).Select(i => (stroke[2 * i] - '0', stroke[(2 * i) + 1] - '0')).ToArray()
                ),
        ];
}
