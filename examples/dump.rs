use std::io::Read;
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args.first().is_some_and(|a| a == "--bench") {
        let mut s = String::new();
        std::io::stdin().read_to_string(&mut s).unwrap();
        let t = std::time::Instant::now();
        let n = rapporteur::detect::detect(&s[..s.len().min(5000)]).len();
        println!("first {n} {:?}", t.elapsed());
        for _ in 0..5 {
            let t = std::time::Instant::now();
            let n = rapporteur::detect::detect(&s).len();
            let e = t.elapsed().as_secs_f64();
            println!(
                "{n} mentions {:.1} MB {:.1} MB/s",
                s.len() as f64 / 1e6,
                s.len() as f64 / 1e6 / e
            );
        }
        return;
    }
    for p in args {
        let s = std::fs::read_to_string(&p).unwrap();
        let doc = std::path::Path::new(&p)
            .file_stem()
            .unwrap()
            .to_string_lossy()
            .into_owned();
        for m in rapporteur::detect::detect(&s) {
            println!(
                "{}",
                serde_json::json!({"doc":doc,"start":m.range.start,"end":m.range.end,"text":&s[m.range.start..m.range.end],"type":m.label.id(),"canonical":m.canonical,"rule":m.rule})
            );
        }
    }
}
