package io.github.mirror4j.compare;

/** How the page looks: in light and dark, wide and narrow, and on paper. */
final class HtmlStyle {

  static final String CSS =
      """

      :root { color-scheme: light dark; --ink: #1c1d1f; --soft: #5a5d63; --line: #d9dbdf;
        --back: #fff; --bar: #8a9099; --shade: #f3e3e1; --fine: #17683a; --open: #805300;
        --worse: #b3261e; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e9e8e6; --soft: #a9adb5;
        --line: #3a3d43; --back: #15171a; --bar: #7f868f; --shade: #3a2321; --fine: #74d394;
        --open: #f0bb5e; --worse: #ff8d83; } }
      * { box-sizing: border-box; }
      body { margin: 0; background: var(--back); color: var(--ink);
        font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
        font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
      main { max-width: 1320px; margin: 0 auto; padding: 2rem 1.5rem 4rem; }
      h1 { font-size: clamp(1.7rem, 5vw, 2.6rem); line-height: 1.15; margin: 0 0 .6rem;
        font-weight: 650; }
      h2 { font-size: 1.25rem; margin: 3rem 0 .4rem; font-weight: 650; }
      p, ul { max-width: 78ch; margin: .4rem 0; }
      ul { padding-left: 1.2rem; }
      .q { color: var(--soft); margin: 0; }
      .why { font-size: 1.2rem; }
      .m, caption, dt { color: var(--soft); font-size: .875rem; }
      code { font: .9em ui-monospace, "SF Mono", Menlo, Consolas, monospace;
        unicode-bidi: isolate; }
      dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(15rem, 45%), 1fr));
        gap: .6rem 2rem; margin: 1.5rem 0 0; padding-top: 1rem;
        border-top: 1px solid var(--line); }
      dd { margin: 0; }
      .s { font-weight: 600; } td .s { white-space: nowrap; }
      small { display: block; max-width: 20rem; color: var(--soft); }
      .g { width: 1em; height: 1em; vertical-align: -.12em; fill: none; stroke: currentColor;
        stroke-width: 3.5; stroke-linecap: round; stroke-linejoin: round; }
      .FINE { color: var(--fine); } .OPEN { color: var(--open); } .WORSE { color: var(--worse); }
      table { border-collapse: collapse; margin: .8rem 0 1.2rem; font-size: .9375rem; }
      caption { text-align: left; padding-bottom: .4rem; }
      th, td { padding: .32rem 1.2rem .32rem 0; text-align: left; vertical-align: top; }
      thead th { font-weight: 500; color: var(--soft); vertical-align: bottom;
        border-bottom: 1px solid var(--line); overflow-wrap: normal; }
      thead th.n { text-align: right; }
      tbody th { font-weight: 500; min-width: 8rem; max-width: 30rem; }
      td.n { text-align: right; white-space: nowrap; }
      td.p { padding-top: .45rem; width: 15rem; }
      td.p svg { display: block; width: 240px; height: 20px; }
      rect { height: 20px; } .b { fill: var(--shade); } .h { fill: var(--bar); height: 10px; }
      .z { stroke: var(--soft); stroke-width: 1; }
      g { fill: currentColor; } .i { stroke: currentColor; stroke-width: 2; }
      circle.r { fill: none; stroke: currentColor; stroke-width: 1.5; }
      svg.o { display: block; width: 100%; max-width: 720px; height: auto; fill: none; }
      .v2 { stroke: var(--ink); stroke-width: 2; }
      .v1 { stroke: var(--soft); stroke-width: 2; stroke-dasharray: 5 4; }
      details { border-top: 1px solid var(--line); padding: .5rem 0; }
      summary { cursor: pointer; color: var(--soft); }
      summary code { color: var(--ink); margin-right: .6rem; }
      summary:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
      .pair { display: flex; flex-wrap: wrap; gap: 0 3rem; }
      @media (max-width: 1180px) {
        main { padding: 1.2rem 1rem 3rem; }
        table, tbody { display: block; width: 100%; } caption { display: block; }
        thead { position: absolute; width: 1px; height: 1px; overflow: hidden;
          clip-path: inset(50%); }
        tr { display: grid; gap: 0 1.5rem;
          grid-template-columns: repeat(auto-fill, minmax(min(9rem, 45%), 1fr)); padding: .6rem 0; border-top: 1px solid var(--line); }
        tbody th, td.t, td.p { grid-column: 1 / -1; }
        tbody th { max-width: none; padding: 0 0 .2rem; }
        td, td.n { display: flex; justify-content: space-between; gap: 0 1rem; padding: .1rem 0;
          text-align: right; width: auto; }
        td .s { white-space: normal; }
        td.t { flex-wrap: wrap; } td.t::before { flex: 1; }
        small { flex-basis: 100%; max-width: none; }
        td::before { content: attr(data-l); color: var(--soft); flex: none; text-align: left; }
        td:empty { display: none; }
        td.p { display: block; width: auto; padding: .2rem 0; } td.p::before { content: none; }
        td.p svg { width: 100%; max-width: 480px; height: auto; }
      }
      @media print {
        :root { --ink: #000; --soft: #444; --line: #bbb; --back: #fff; --bar: #888;
          --shade: #eee; --fine: #17683a; --open: #805300; --worse: #b3261e; }
        html { font-size: 9.5pt; } body { font-size: 1rem; } main { max-width: none; padding: 0; }
        h2 { break-after: avoid; } tr, summary { break-inside: avoid; }
        details::details-content { content-visibility: visible; block-size: auto; }
        svg * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        th, td { padding-right: .6rem; } td.p svg { width: 160px; height: 14px; }
      }
      """;

  private HtmlStyle() {}
}
